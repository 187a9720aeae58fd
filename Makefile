# make run    set everything up and place a call on the shipped desk; CALL="--audio" makes it heard
# make test   set everything up and pass the checks and the tests
# make bench  measure, in release mode, against the thresholds
# make interop  call the server with sipp, baresip, linphone, PJSIP and Kamailio
# make fuzz   let libFuzzer at the parsers and machines, ten minutes each; SECONDS_EACH=3600 an hour
# make lint   check the format; make format mends it
SWIFT ?= swift
SWIFT_FILES = Package.swift Sources Tests Benchmarks
SECONDS_EACH ?= 600
FLAGS = --explicit-target-dependency-import-check error

.PHONY: run build test python bench interop fuzz lint format setup clean

run: build
	@docs/scripts/first-call $$($(SWIFT) build -c release --show-bin-path)/voicedesk

build: setup
	$(SWIFT) build -c release --product voicedesk $(FLAGS)

test: setup python lint
	$(SWIFT) build --build-tests $(FLAGS)
	docs/scripts/test
	$$($(SWIFT) build --show-bin-path)/voicedesk flow check
	$$($(SWIFT) build --show-bin-path)/voicedesk flow prove
	$$($(SWIFT) build --show-bin-path)/voicedesk prompts build --check
	$$($(SWIFT) build --show-bin-path)/voicedesk test --require-coverage
	$$($(SWIFT) build --show-bin-path)/voicedesk drill check
	docs/scripts/fuzz --seed 1

bench: setup
	Benchmarks/run

interop: setup
	docs/scripts/interop

fuzz: setup
	docs/scripts/fuzz --seconds $(SECONDS_EACH)

lint:
	$(SWIFT) format lint --strict --parallel --recursive $(SWIFT_FILES)

format:
	$(SWIFT) format --in-place --parallel --recursive $(SWIFT_FILES)

python: setup
	@docs/scripts/python-tools

setup:
	@docs/scripts/setup

clean:
	rm -rf .build Benchmarks/.build
