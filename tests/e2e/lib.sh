# shellcheck shell=bash
# What every journey needs: a board of its own on a free port, visitors in tmux, and waiting for what is on their
# screens. A test sources this, says ok/not ok, and ends with finish.
#
#   board_start [OPTION...]   serve a demo board; sets PORT, PID, DATA
#   visit WHO COLSxROWS CMD.. start a client in a terminal of its own
#   press WHO KEY...          as tmux send-keys
#   expect WHO TEXT WHAT      wait until the text is on the screen; one ok line
#   choose WHO TEXT           open the item of a list that has this text, wherever it is
#   go_home WHO               back to home, from wherever they are
#   second_set_up NAME        one of the team has a second step
#   second_give WHO NAME      and gives it, where it is asked for
set -u
LC_ALL=C.UTF-8
export LC_ALL
: "${BBS:?run by scripts/run-tests}"
WORK=$(mktemp -d)
SOCKET=$WORK/tmux
echo 'set -s exit-empty off' >"$WORK/tmux.conf" # or it ends as the last visitor does, under the next one's feet
DATA=$WORK/data
PORT=
PID=
FAILED=0
PATIENCE=200 # looks, 50 ms apart

ok() { echo "ok - $1"; }
not_ok() {
	echo "not ok - $1"
	FAILED=$((FAILED + 1))
}
check() { # WHAT COMMAND...
	local what=$1
	shift
	if "$@"; then ok "$what"; else not_ok "$what"; fi
}
look_again() { read -rt 0.05 <> <(:) || :; }

until_true() { # COMMAND...: true as soon as it is, false when patience has run out
	local k
	for ((k = 0; k < PATIENCE; k++)); do
		"$@" && return 0
		look_again
	done
	echo "# waited in vain: ${*//$'\n'/ }" >&2
	return 1
}

board_make() {
	"$BBS" admin demo --data "$DATA" >"$WORK/made" 2>&1 || {
		cat "$WORK/made"
		return 1
	}
}
board_is_ready() { grep -q 'is open on port' "$WORK/out" 2>/dev/null; }
board_start() {
	[ -d "$DATA/db" ] || board_make
	: >"$WORK/out"
	"$BBS" serve --data "$DATA" --port 0 --set 'net.listen=127.0.0.1' --set 'net.centres=127.0.0.0/8' \
		--set limits.new_gap_s=0 --set limits.new_conversation_gap_s=0 --set limits.first_messages=0 "$@" >"$WORK/out" 2>>"$WORK/log" &
	PID=$!
	until_true board_is_ready || {
		cat "$WORK/log"
		not_ok "the board opens"
		finish
	}
	PORT=$(sed -n 's/.*is open on port \([0-9]*\).*/\1/p' "$WORK/out")
}
board_is_gone() { ! kill -0 "$PID" 2>/dev/null; }
board_stop() {
	[ -n "$PID" ] || return 0
	kill "$PID" 2>/dev/null
	until_true board_is_gone
	wait "$PID" 2>/dev/null
	PID=
}
# Children of the board that are sessions, transports or the keeper, by what they can open.
board_children() { pgrep -P "$PID" || :; }

member_add() { # NAME PASSWORD: and they have agreed to what is kept, which is asked at the first sign-in
	printf '%s\n' "$2" | "$BBS" admin member add "$1" --password-stdin --data "$DATA" >/dev/null
	printf '1\n%s\n%s\n\n1\nq\n2\n' "$1" "$2" | "$BBS" here --plain --data "$DATA" >/dev/null
}

# The app of one of the team. What it shows counts once, so the second time in a row it is what it shows next.
second_set_up() { # NAME
	"$TOOLS/second" set-up "$DATA" "$1" >"$WORK/second-$1"
	rm -f "$WORK/given-$1"
}
second_numbers() { # NAME
	local now later
	now=$("$TOOLS/second" code "$(cat "$WORK/second-$1")" 0)
	later=$("$TOOLS/second" code "$(cat "$WORK/second-$1")" 1)
	if [ "$(cat "$WORK/given-$1" 2>/dev/null)" = "$now" ]; then now=$later; fi
	echo "$now" | tee "$WORK/given-$1"
}
second_give() { # WHO NAME
	until_true screen_has "$1" 'One more step for the team'
	type_in "$1" "$(second_numbers "$2")"
	press "$1" Enter d
}

# --- visitors ---

SSH_OPTIONS=(-o StrictHostKeyChecking=no -o "UserKnownHostsFile=$WORK/known"
	-o IdentitiesOnly=yes -o IdentityFile=none -o "PreferredAuthentications=publickey,keyboard-interactive,password")
ssh_line() { # NAME [OPTION...]: the command to type
	local name=$1
	shift
	printf 'ssh'
	printf ' %q' "${SSH_OPTIONS[@]}" "$@" -p "$PORT" "$name@127.0.0.1"
}
in_tmux() { tmux -S "$SOCKET" -f "$WORK/tmux.conf" "$@"; }
visit() { # WHO COLSxROWS COMMAND
	local who=$1 size=$2
	shift 2
	in_tmux new-session -d -s "$who" -x "${size%x*}" -y "${size#*x}" "$*; echo; echo CLIENT ENDED; cat >/dev/null"
	in_tmux set-option -t "$who" remain-on-exit on >/dev/null
}
visit_ssh() { # WHO COLSxROWS NAME [OPTION...]
	local who=$1 size=$2 name=$3
	shift 3
	visit "$who" "$size" "$(ssh_line "$name" "$@")"
}
press() {
	local who=$1
	shift
	in_tmux send-keys -t "$who" "$@"
}
type_in() { in_tmux send-keys -t "$1" -l "$2"; }
screen() { in_tmux capture-pane -p -t "$1"; }
screen_has() { screen "$1" | tr '\n' ' ' | tr -s ' ' | grep -qF -- "$2"; }
screen_lacks() { ! screen_has "$@"; }
expect() { # WHO TEXT WHAT
	if until_true screen_has "$1" "$2"; then
		ok "$3"
	else
		not_ok "$3"
		echo "# waited for: $2"
		screen "$1" | sed 's/^/# /'
	fi
}
expect_gone() { # WHO TEXT WHAT
	if until_true screen_lacks "$1" "$2"; then ok "$3"; else
		not_ok "$3"
		screen "$1" | sed 's/^/# /'
	fi
}
cursor_line() { # WHO: the text of the line the cursor is on
	local y
	y=$(in_tmux display-message -p -t "$1" '#{cursor_y}')
	screen "$1" | sed -n "$((y + 1))p"
}

# The chosen line; or all of the screen, when what is chosen is below it or the screen is just being drawn.
where_one_is() { cursor_line "$1" | grep -E '^ *> ' || screen "$1"; }
has_moved() { [ "$(where_one_is "$1")" != "$2" ]; }
choose() { # WHO TEXT: go to the item with this text, down a list and back up, and open it
	local who=$1 text=$2 key=Down turns=0 k line PATIENCE=60
	for ((k = 0; k < 120 && turns < 4; k++)); do
		line=$(where_one_is "$who")
		if [[ $line == *"$text"* && $line != *$'\n'* ]]; then
			look_again # a screen that is just being drawn has its cursor anywhere
			[ "$(where_one_is "$who")" = "$line" ] || continue
			press "$who" Enter
			return
		fi
		press "$who" $key
		until_true has_moved "$who" "$line" && continue
		turns=$((turns + 1))
		if [ $key = Down ]; then key=Up; else key=Down; fi
	done
	not_ok "there is an item to choose: $text"
	screen "$who" | sed 's/^/# /'
}

screen_is_not() { [ "$(screen "$1")" != "$2" ]; }
go_home() { # WHO: back, and back again
	local k was PATIENCE=60
	for ((k = 0; k < 10; k++)); do
		was=$(screen "$1")
		[[ $was == *'Since you were last here'* ]] && return
		press "$1" BSpace
		until_true screen_is_not "$1" "$was"
	done
	not_ok 'home is a few steps back'
}

finish() {
	in_tmux kill-server 2>/dev/null
	board_stop
	rm -rf "$WORK"
	trap - EXIT
	[ "$FAILED" -eq 0 ]
	exit
}
trap finish EXIT
