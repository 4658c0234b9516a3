# make run            start Effie, installing and training whatever is missing
# make test           run all tests             ARGS="tests/unit -k handoff" chooses some
# make check          lint, format, types, import rules, known holes in dependencies
# make evaluate       measure retrieval         QUESTIONS=file.csv [EXAMPLES=file.csv or number] [ADAPT=1] [JSON=out.json]
# make evaluate-conversations   judge whole conversations   CONVERSATIONS="file.yml …" [JSON=out.json] [ONLY=word]
# make evaluate-sensitive   measure what is noticed as sensitive   [MESSAGES=file.csv] [QUESTIONS=file.csv [BUT="slug …"]] [JSON=out.json]
# make evaluate-manners   measure how manners are read from words   [MESSAGES="file.csv …"] [JSON=out.json]
# make evaluate-next  judge next questions      [HISTORY="file.jsonl …"] [JSON=out.json]
# make evaluate-drivers  judge effort's causes   [HISTORY="file.jsonl …"] [JSON=out.json]
# make simulate-learning  measure what customers teach   [EXAMPLES=3] [QUESTIONS=file.csv] [JSON=out.json] [PICTURE=out.svg]
# make learn-prior    learn from the shipped articles how sure to be with few example questions
# make calibrate      choose the thresholds     [QUESTIONS="file.csv …"] [WRONG=0.04] [UNKNOWN=0.2] [DRY=1]
# make adapt          adapt the encoder to the articles, in minutes   [UNDO=1]
# make bench-answers  measure beside others     [BENCH=folder] [JSON=out.json] [PEERS=1] [ADAPT=1]
# make bench-kills    kill processes while messages flow, and count   [KILLS=100] [SECONDS=3600] [JSON=out.json]
# make bench-conversations  what 100,000 conversations cost at the desk    [CONVERSATIONS=100000]
# make bench-replies  how long a reply takes, and how many at once   [PEER=1] [MESSAGES=30] [JSON=out.json]
# make fuzz           hostile requests to every route   [REQUESTS=10000] [SEED=1] [FROM=0]
# make import-articles   a folder, .zip or export into the record   FROM=… [DRY=1] [OVERWRITE=1]
#                     [WITHDRAW=1] [PUBLISH=1]
# make export-articles   every live article to a folder     TO=folder
# make import-questions  example questions from a CSV       FROM=file.csv [DRY=1]
# make import-history   old conversations, to learn next questions from   FROM=file.jsonl
# make demo-history   90 made-up days, to look at the pages   [GO_ON=1] up to today [REMOVE=1]
# make backup         copy all that is kept, also while it runs   TO=folder
# make restore        put a backup back where nothing is kept yet   FROM=folder
# make erase-again        erase whom a restored backup has brought back   FILE=erased.json
# make recompute-insights   count /insights anew from the record
# make train          train the dialogue model if its sources changed
# make lock           renew requirements/*.txt  ARGS="app dev" chooses some
# make clean          remove what can be made again; your data stays

LAUNCH := @sh launch/start.sh

.PHONY: run test check evaluate evaluate-conversations evaluate-sensitive evaluate-manners evaluate-next evaluate-drivers \
	simulate-learning calibrate learn-prior \
	adapt bench-answers bench-conversations bench-kills bench-replies fuzz \
	import-articles export-articles import-questions import-history demo-history \
	backup restore erase-again recompute-insights train lock clean
.DEFAULT_GOAL := run

run train clean recompute-insights:
	$(LAUNCH) $@

test lock:
	$(LAUNCH) $@ $(ARGS)

check:
	$(LAUNCH) check

evaluate:
	$(LAUNCH) evaluate $(if $(QUESTIONS),--questions "$(QUESTIONS)") \
		$(if $(EXAMPLES),--examples "$(EXAMPLES)") $(if $(ADAPT),--adapt) \
		$(if $(JSON),--json "$(JSON)")

evaluate-conversations:
	$(LAUNCH) $@ $(or $(CONVERSATIONS),$(error Say which file: CONVERSATIONS=file.yml)) \
		$(if $(JSON),--json "$(JSON)") $(if $(ONLY),--only "$(ONLY)")

evaluate-sensitive:
	$(LAUNCH) $@ $(if $(MESSAGES),--messages "$(MESSAGES)") \
		$(if $(QUESTIONS),--questions "$(QUESTIONS)") $(if $(BUT),--but $(BUT)) \
		$(if $(JSON),--json "$(JSON)")

evaluate-manners:
	$(LAUNCH) $@ $(if $(MESSAGES),--messages $(MESSAGES)) $(if $(JSON),--json "$(JSON)")

evaluate-next evaluate-drivers:
	$(LAUNCH) $@ $(if $(HISTORY),--history $(HISTORY)) $(if $(JSON),--json "$(JSON)")

simulate-learning:
	$(LAUNCH) $@ $(if $(JSON),--json "$(JSON)") $(if $(EXAMPLES),--examples "$(EXAMPLES)") \
		$(if $(QUESTIONS),--questions "$(QUESTIONS)") $(if $(PICTURE),--picture "$(PICTURE)")

calibrate:
	$(LAUNCH) calibrate $(if $(QUESTIONS),--questions $(QUESTIONS)) \
		$(if $(WRONG),--wrong-at-most "$(WRONG)") $(if $(UNKNOWN),--unknown-share "$(UNKNOWN)") \
		$(if $(DRY),--dry-run)

learn-prior:
	$(LAUNCH) $@

adapt:
	$(LAUNCH) adapt $(if $(UNDO),--undo)

bench-answers:
	$(LAUNCH) bench-answers $(if $(BENCH),--data "$(BENCH)") $(if $(JSON),--json "$(JSON)") \
		$(if $(PEERS),--peers) $(if $(ADAPT),--adapted)

bench-kills:
	$(LAUNCH) $@ $(if $(KILLS),--kills $(KILLS)) $(if $(SECONDS),--seconds $(SECONDS)) \
		$(if $(JSON),--json "$(JSON)")

bench-conversations:
	$(LAUNCH) bench-conversations $(if $(CONVERSATIONS),--conversations "$(CONVERSATIONS)")

bench-replies:
	$(LAUNCH) $@ $(if $(PEER),--peer) $(if $(MESSAGES),--messages $(MESSAGES)) \
		$(if $(JSON),--json "$(JSON)")

fuzz:
	$(LAUNCH) $@ $(if $(REQUESTS),--requests $(REQUESTS)) $(if $(SEED),--seed $(SEED)) \
		$(if $(FROM),--from $(FROM))

import-articles:
	$(LAUNCH) import-articles "$(or $(FROM),$(error Say which folder: FROM=folder))" \
		$(if $(DRY),--dry-run) $(if $(OVERWRITE),--overwrite) $(if $(WITHDRAW),--withdraw) \
		$(if $(PUBLISH),--publish)

export-articles:
	$(LAUNCH) export-articles "$(or $(TO),$(error Say which folder: TO=folder))"

import-questions:
	$(LAUNCH) import-questions "$(or $(FROM),$(error Say which file: FROM=file.csv))" \
		$(if $(DRY),--dry-run)

backup:
	$(LAUNCH) backup "$(or $(TO),$(error Say which folder: TO=folder))"

restore:
	$(LAUNCH) restore "$(or $(FROM),$(error Say which folder: FROM=folder))"

erase-again:
	$(LAUNCH) erase-again "$(or $(FILE),$(error Say which list: FILE=erased.json))"

import-history:
	$(LAUNCH) import-history "$(or $(FROM),$(error Say which file: FROM=file.jsonl))"

demo-history:
	$(LAUNCH) $@ $(if $(GO_ON),--go-on) $(if $(REMOVE),--remove)
