# Kidsof: one Makefile, nothing written outside build/ and var/. `make help` lists the targets.

V       ?= 0
VARIANT ?= release
B       := build/$(VARIANT)
CC      ?= gcc
Q       := $(if $(filter 1,$(V)),,@)
say      = $(if $(filter 1,$(V)),,@printf '%-6s %s\n' $(1) $(2))

PACKAGES      := libssh ncursesw sqlite3 libsodium libutf8proc inih libseccomp jansson liboath libqrencode
TEST_PACKAGES := cmocka vterm

# The service manager: sockets handed over, "ready", the watchdog. Left out where the library is not there.
ifeq ($(shell pkg-config --exists libsystemd && echo yes),yes)
PACKAGES += libsystemd
CPPFLAGS += -DBBS_SYSTEMD
endif

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
            -Wformat=2 -Wwrite-strings
WERROR   ?= -Werror
HARDEN   := -fstack-protector-strong -fstack-clash-protection -fPIE
ifeq ($(shell uname -m),x86_64)
HARDEN   += -fcf-protection
endif

OPTIMISE_release := -O2 -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3
OPTIMISE_asan    := -O1 -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer -DBBS_SANITIZE
OPTIMISE_cover   := -O0 --coverage -DBBS_SANITIZE

CPPFLAGS += -D_GNU_SOURCE -Iinclude -Ibbs $(shell pkg-config --cflags $(PACKAGES))
CFLAGS   += -std=c17 -g $(WARNINGS) $(WERROR) $(HARDEN) $(OPTIMISE_$(VARIANT))
LDFLAGS  += -pie -Wl,-z,relro,-z,now,-z,noexecstack $(filter -fsanitize% --coverage,$(OPTIMISE_$(VARIANT)))
LDLIBS   += $(shell pkg-config --libs $(PACKAGES))
TEST_LDLIBS = $(shell pkg-config --libs $(TEST_PACKAGES))

VERSION := $(shell sed -n 's/^\#\# \([0-9][0-9.]*\).*/\1/p' CHANGELOG.md | head -n 1)

PREFIX  ?= /usr/local
DESTDIR ?=
DATA    ?= var
PORT    ?= 2222
JOBS    ?= 2# journeys at once: most of their time is waiting

SOURCES  := $(sort $(wildcard bbs/*/*.c bbs/*/*/*.c))
OBJECTS  := $(SOURCES:%.c=$(B)/%.o) $(B)/gen/embedded.o
EMBEDDED := $(sort $(wildcard bbs/store/sql/*.sql bbs/content/*.txt bbs/content/guides/*.txt bbs/content/*.ini themes/*.theme))

PAGES    := $(patsubst bbs/man/%.in,build/man/%,$(sort $(wildcard bbs/man/*.in)))

UNITS    := $(patsubst tests/unit/%.c,$(B)/tests/unit/%,$(sort $(wildcard tests/unit/*/*_test.c)))
SCREENS  := $(patsubst tests/screen/%.c,$(B)/tests/screen/%,$(sort $(wildcard tests/screen/*_test.c)))
HELPERS  := $(patsubst %.c,$(B)/%.o,$(sort $(wildcard tests/support/*.c)))
TOOLS    := $(patsubst tests/tools/%.c,$(B)/tests/tools/%,$(sort $(wildcard tests/tools/*.c)))

# Without gettext's tools the program is built all the same, and speaks English.
CATALOGUES := $(sort $(wildcard bbs/po/*.po))
MESSAGES   := $(if $(shell command -v msgfmt),$(CATALOGUES:bbs/po/%.po=build/locale/%/LC_MESSAGES/bbs.mo))
POT        := build/bbs.pot
PSEUDO     := build/locale/qps/LC_MESSAGES/bbs.mo

.DELETE_ON_ERROR:
.SECONDARY:
.PHONY: all run test build-tests check check-screen check-e2e golden pictures asan cover lint fmt man pot po reading-age install uninstall deb test-package clean help debug-list

all: build/bbs man $(MESSAGES) ## build/bbs, the release program, its manual and its languages

man: $(PAGES) ## the manual in build/man; `mandoc build/man/bbs.1` shows a page

build/bbs: build/release/bbs/bbs
	$(Q)ln -sf release/bbs/bbs $@
build/release/bbs/bbs: $(if $(filter release,$(VARIANT)),,force)
ifneq ($(VARIANT),release)
force:
	$(Q)$(MAKE) VARIANT=release build/bbs
endif

$(B)/bbs/bbs: $(B)/bbs/main.o $(B)/libbbs.a
	$(call say,LD,$@)
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(B)/libbbs.a: $(OBJECTS)
	$(call say,AR,$@)
	$(Q)rm -f $@ && $(AR) rcs $@ $^

$(B)/%.o: %.c Makefile
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(B)/gen/embedded.c: scripts/embed $(EMBEDDED)
	$(call say,GEN,$@)
	$(Q)mkdir -p $(@D)
	$(Q)scripts/embed $(EMBEDDED) >$@
$(B)/gen/embedded.o: $(B)/gen/embedded.c $(EMBEDDED)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(B)/bbs/main.o: CPPFLAGS += -DBBS_VERSION='"$(VERSION)"'
$(B)/bbs/main.o: CHANGELOG.md

$(B)/tests/unit/%: $(B)/tests/unit/%.o $(HELPERS) $(B)/libbbs.a
	$(call say,LD,$@)
	$(Q)$(CC) $(LDFLAGS) -o $@ $(filter %.o,$^) $(B)/libbbs.a $(LDLIBS) $(TEST_LDLIBS)
# It looks at every statement of the program, so every object is linked, not only those it calls.
$(B)/tests/unit/store/db_test: LDFLAGS += -Wl,--whole-archive $(B)/libbbs.a -Wl,--no-whole-archive
$(B)/tests/screen/%: $(B)/tests/screen/%.o $(HELPERS) $(B)/libbbs.a
	$(call say,LD,$@)
	$(Q)$(CC) $(LDFLAGS) -o $@ $(filter %.o,$^) $(B)/libbbs.a $(LDLIBS) $(TEST_LDLIBS)
$(B)/tests/tools/%: $(B)/tests/tools/%.o $(HELPERS) $(B)/libbbs.a
	$(call say,LD,$@)
	$(Q)$(CC) $(LDFLAGS) -o $@ $(filter %.o,$^) $(B)/libbbs.a $(LDLIBS) $(TEST_LDLIBS)

build/man/%: bbs/man/%.in scripts/manual build/release/bbs/bbs
	$(call say,MAN,$@)
	$(Q)mkdir -p $(@D)
	$(Q)scripts/manual build/release/bbs/bbs $< >$@

-include $(OBJECTS:.o=.d) $(B)/bbs/main.d $(UNITS:=.d) $(SCREENS:=.d) $(HELPERS:.o=.d) $(TOOLS:=.d)

run: all ## build, make a demo board in $(DATA) if there is none, serve it on 127.0.0.1:$(PORT)
	$(Q)scripts/serve-demo --data '$(DATA)' --port '$(PORT)'

test: check check-screen check-e2e ## every test

build-tests: $(B)/bbs/bbs $(UNITS) $(SCREENS) $(TOOLS) $(PSEUDO) $(MESSAGES) ## build all that `make test` runs

check: $(UNITS) $(B)/tests/tools/reading_age $(PSEUDO) ## the unit tests, layer by layer, and the reading age of our words
	$(Q)scripts/run-tests $(UNITS) $(B)/tests/tools/reading_age

reading-age: $(B)/tests/tools/reading_age $(POT) ## how old a reader must be for our words, and the hardest sentences
	$(Q)$(B)/tests/tools/reading_age --hardest

check-screen: $(SCREENS) $(PSEUDO) ## views and grids against golden text
	$(Q)scripts/run-tests $(SCREENS)

check-e2e: all $(B)/bbs/bbs $(TOOLS) $(PSEUDO) ## journeys through real clients and a real server
	$(Q)BBS=$(CURDIR)/$(B)/bbs/bbs TOOLS=$(CURDIR)/$(B)/tests/tools JOBS=$(JOBS) scripts/run-tests $(sort $(wildcard tests/e2e/*.test))

golden: $(SCREENS) $(PSEUDO) ## write the golden text anew; read the diff before committing it
	$(Q)GOLDEN=write scripts/run-tests $(SCREENS)

pictures: $(B)/tests/screen/pictures_test ## draw the pictures of the README anew; look at them before committing
	$(Q)GOLDEN=write scripts/run-tests $<

asan: ## units and screens under AddressSanitizer and UndefinedBehaviorSanitizer
	$(Q)$(MAKE) VARIANT=asan check check-screen

cover: ## line coverage of the unit and screen tests, by file
	$(Q)find build/cover -name "*.gcda" -delete 2>/dev/null || true
	$(Q)$(MAKE) VARIANT=cover check check-screen
	$(Q)scripts/coverage build/cover

lint: ## layers, banned calls, words, themes, migrations, scripts, formatting
	$(Q)scripts/lint

fmt: ## format the C code
	$(Q)clang-format -i $$(git ls-files '*.c' '*.h')

pot: $(POT) ## gather every sentence for translators into build/bbs.pot

$(POT): scripts/pot $(SOURCES) bbs/main.c $(wildcard include/*/*.h bbs/*/*.h bbs/*/*/*.h bbs/content/*.txt themes/*.theme)
	$(call say,POT,$@)
	$(Q)mkdir -p $(@D)
	$(Q)scripts/pot >$@

po: $(POT) ## bring bbs/po/*.po up to date with the sentences of the program
	$(Q)for po in $(CATALOGUES); do msgmerge --quiet --update --backup=none --previous --add-location=file $$po $(POT); done

build/locale/%/LC_MESSAGES/bbs.mo: bbs/po/%.po
	$(call say,MO,$@)
	$(Q)mkdir -p $(@D)
	$(Q)msgfmt -o $@ $<

# The language of nobody: every sentence longer and between brackets. See scripts/pseudo-po.
$(PSEUDO): scripts/pseudo-po $(POT)
	$(call say,MO,$@)
	$(Q)mkdir -p $(@D)
	$(Q)scripts/pseudo-po <$(POT) | msgfmt --check-format -o $@ -

install: all ## the program, its manual, languages, units and examples, under $(DESTDIR)$(PREFIX)
	$(Q)scripts/install-files install '$(DESTDIR)' '$(PREFIX)'

uninstall: all ## take away what install put there; boards stay
	$(Q)scripts/install-files uninstall '$(DESTDIR)' '$(PREFIX)'

deb: ## the Debian package, in build/deb
	$(Q)scripts/make-deb

test-package: all ## the package in a fresh Debian; needs root, debootstrap and the network
	$(Q)scripts/install-packages package
	$(Q)BBS=$(CURDIR)/build/bbs TEST_SECONDS=1200 scripts/run-tests tests/package/root.test

clean: ## remove build/
	$(Q)rm -rf build

help: ## this list
	@grep -E '^[a-z][a-z0-9-]*:.*##' Makefile | sed 's/:.*## /\t/' | expand -t 16
