# claudia. `make run` serves the product with demo data; `make test` proves it.
# Both install on Debian what the machine lacks (tools/installer.sh).

SHELL := /bin/bash
GO ?= go
BIN := bin/claudia

.PHONY: help run build test check lint types assets unit e2e fuzz bench captures propre

help: ## prints this list
	@grep -E '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: ## installs what is missing, builds, serves the product with demo data and its own PostgreSQL
	@tools/installer.sh run
	@$(MAKE) --no-print-directory build
	$(BIN) demo

build: ## builds bin/claudia
	$(GO) build -trimpath -o $(BIN) ./cmd/claudia

test: ## installs what is missing and runs every test: lint, types, unit, integration, browser
	@tools/installer.sh test
	@$(MAKE) --no-print-directory lint types unit e2e

check: lint types ## what an editor shows: vet, lint, types, stale bundle
	$(GO) test ./internal/arch ./internal/webbuild/...

lint: ## go vet and golangci-lint, pinned in tools/go.mod
	$(GO) vet ./...
	$(GO) tool -modfile=tools/go.mod golangci-lint run ./...

types: ## checks the TypeScript
	npx --no-install tsc --noEmit && npx --no-install tsc --noEmit -p e2e

assets: ## rebuilds the bundle of the front end into web/ui/dist
	$(GO) run ./internal/webbuild

unit: ## unit and integration tests on one private PostgreSQL
	$(GO) run ./internal/pg/pgtest/pgrun -- $(GO) test -timeout 15m ./...

e2e: build ## browser tests (Chromium) with screenshots in artefacts/
	npx --no-install playwright test -c e2e

fuzz: ## every fuzz target for FUZZTIME each (30s)
	@for d in $$($(GO) list -f '{{.Dir}}' ./...); do \
		grep -hoE '^func (Fuzz[A-Za-z0-9_]+)' $$d/*_test.go 2>/dev/null | awk '{print $$2}' | while read -r f; do \
			echo "== $$f ($$d)"; $(GO) test -run '^$$' -fuzz "^$$f$$" -fuzztime $${FUZZTIME:-30s} $$d || exit 1; done || exit 1; \
	done

bench: ## measures: documents read, conversations (memory, messages a second), the guide, each beside its floor
	$(GO) test ./memoires/lecture -count=1 -run '^TestTable$$' -v -table -graines 2
	$(GO) run ./assistant/live/livebench
	$(GO) run ./kb/kbbench
	$(GO) test ./assistant/francais -run '^$$' -bench . -benchtime 200x
	$(GO) test ./assistant/dialogue -count=1 -run '^TestBilan$$' -v -bilan
	$(GO) run ./internal/pg/pgtest/pgrun -- $(GO) test ./assistant/rejouer -count=1 -run '^(TestDire_isFast|TestBilan)$$' -v -bilan
	$(GO) test ./assistant/dialogue -run '^$$' -bench Tour -benchtime 1x

captures: e2e ## copies the screenshot of the README out of the browser tests
	cp artefacts/assistant.png docs/captures/assistant.png

propre: ## removes what was built and the private data of the demo
	rm -rf bin artefacts test-results var
