/// Names of clients and people, invented.
enum SampleNames {
    static let trades = [
        "Atelier", "Agence", "Boulangerie", "Brasserie", "Cabinet", "Chantier", "Clinique", "Coopérative", "Domaine",
        "École", "Éditions", "Fromagerie", "Galerie", "Garage", "Imprimerie", "Laboratoire", "Librairie", "Maison",
        "Menuiserie", "Pépinière", "Studio", "Théâtre", "Transports", "Verrerie",
    ]
    static let places = [
        "de l'Aubépine", "des Bruyères", "du Clos Rivoire", "de la Combe", "des Douves", "de l'Escale", "du Fanal",
        "des Genêts", "de la Hulotte", "des Iris", "du Jasoir", "de Kervélan", "de la Loutre", "du Martinet",
        "des Nacelles", "de l'Ormeau", "du Ponant", "des Quatre-Voiles", "de la Rouvraie", "des Sablons",
        "du Tamaris", "de l'Ursière", "de Valbruyant", "des Yeuses", "du Zéphyr", "de la Mirandole", "des Perrières",
        "du Vieux Lavoir", "de la Cardère", "des Trois Moulins",
    ]
    static let surnames = [
        "Aubrac", "Belcastel", "Carradec", "Delombre", "Estaing-Roche", "Ferrandier", "Guéméné", "Hautecœur",
        "Isambert", "Jolivet-Prat", "Kerdavid", "Lamoureux", "Maurepas", "Noirclerc", "Olivaud", "Pontcallec",
        "Quélennec", "Roquebrune", "Saint-Arnel", "Tournelle", "Urvoas", "Valmorin", "Wattrelin", "Yvinec",
    ]
    static let firstNames = [
        "Adèle", "Basile", "Camille", "Diane", "Émile", "Fanny", "Gaspard", "Hélène", "Inès", "Joachim", "Katell",
        "Lucien", "Maëlle", "Noé", "Octave", "Pauline", "Quentin", "Rozenn", "Simon", "Thaïs", "Ulysse", "Violette",
        "Yann", "Zélie",
    ]
    /// How a portal password may begin.
    static let passwords = ["aB7", "por", "M0r", "Zel", "k9w", "Été", "9ab", "Loi", "tRe", "Vu3", "sOl", "q2X"]
    static let incidents = [
        "Coupure réseau salle 2", "Maintenance du transit de Nantes", "Perte d'un lien fibre",
        "Incident électrique en baie 14", "Saturation d'un routeur de bordure", "Migration d'un hyperviseur",
        "Panne d'un commutateur d'agrégation", "Ralentissement du stockage partagé",
    ]
}
