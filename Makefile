# Short names only; the work is in scripts/.
.PHONY: demo test check

demo:
	@bash scripts/demo.sh

test:
	@bash scripts/test.sh

check:
	@bash .ci/run
