# make run        start Effie, installing and training whatever is missing
# make test       run all tests             ARGS="tests/unit -k handoff" chooses some
# make check      lint, format, types and import rules
# make evaluate   measure retrieval         QUESTIONS=file.csv [EXAMPLES=file.csv] [JSON=out.json]
# make train      train the dialogue model if its sources changed
# make lock       renew requirements/*.txt  ARGS="app dev" chooses some
# make clean      remove what can be made again; your data stays

LAUNCH := @sh launch/start.sh

.PHONY: run test check evaluate train lock clean
.DEFAULT_GOAL := run

run train clean:
	$(LAUNCH) $@

test lock:
	$(LAUNCH) $@ $(ARGS)

check:
	$(LAUNCH) check

evaluate:
	$(LAUNCH) evaluate $(if $(QUESTIONS),--questions "$(QUESTIONS)") \
		$(if $(EXAMPLES),--examples "$(EXAMPLES)") $(if $(JSON),--json "$(JSON)")
