# Short names only; the work is in scripts/.
.PHONY: demo test check conformance

demo:
	@bash scripts/demo.sh

test:
	@bash scripts/test.sh

check:
	@bash .ci/run

conformance:
	@.venv/bin/python -m benchmarks.conformance
