import ArgumentParser
@main struct Voicedesk: ParsableCommand { func run() {} }
