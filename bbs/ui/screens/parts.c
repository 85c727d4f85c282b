/*
 * What several screens do alike, with the same words wherever they are asked: a new password, a name, words that are
 * kept, an old conversation.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "forum/account.h"
#include "forum/private.h"
#include "ui/screens/parts.h"
#include "ui/spoken.h"
#include "ui/words.h"

void
fresh_init(struct fresh *fresh)
{
	edit_init(&fresh->password, TEXT_LINE, CONTROL_SECRET_BYTES);
	edit_init(&fresh->again, TEXT_LINE, CONTROL_SECRET_BYTES);
}

void
fresh_clear(struct fresh *fresh)
{
	edit_clear(&fresh->password);
	edit_clear(&fresh->again);
}

void
fresh_add_fields(struct fresh *fresh, const char *label, const char *hint, struct view *out)
{
	view_add_field(out, FIELD_SECRET, label, hint, &fresh->password);
	if (fresh->is_again)
		out->focus = (int64_t)out->field_count;
	view_add_field(out, FIELD_SECRET, _("The same again"), "", &fresh->again);
}

static const char *
fresh_explain(enum err err)
{
	switch (err) {
	case ERR_INVALID:
		return _("That password is too short. Please use 8 letters or more.");
	case ERR_TOO_LONG:
		return _("That password is too long. Please use fewer than 250 letters.");
	case ERR_TAKEN:
		return _("That password is too easy to guess. Please choose another.");
	default:
		return visit_explain(err);
	}
}

static void
fresh_empty(struct fresh *fresh)
{
	edit_set(&fresh->password, "");
	edit_set(&fresh->again, "");
	fresh->is_again = true;
}

void
fresh_refuse(struct fresh *fresh, struct visit *visit, enum err err)
{
	fresh_empty(fresh);
	visit_say(visit, ROLE_WARNING, fresh_explain(err));
}

bool
fresh_is_fine(struct fresh *fresh, struct visit *visit, const char *name)
{
	enum err err = account_check_password(name, fresh->password.text.text);

	fresh->is_again = false;
	if (err != ERR_OK) {
		fresh_refuse(fresh, visit, err);
		return false;
	}
	if (!strcmp(fresh->password.text.text, fresh->again.text.text))
		return true;
	fresh_empty(fresh);
	visit_say(visit, ROLE_WARNING, _("The two passwords are not the same. Please type both again."));
	return false;
}

static void
parts_say_taken(struct visit *visit, const char *name)
{
	char ideas[ACCOUNT_SUGGESTIONS][ACCOUNT_NAME_MOST + 1], *words;

	account_suggest(&visit->forum, name, ideas);
	if (*ideas[2])
		words = mem_format(_("Somebody has that name, or one that looks like it. You could try %s, %s or %s."),
		    ideas[0], ideas[1], ideas[2]);
	else
		words = mem_copy_string(_("Somebody has that name, or one that looks like it. Please try another."));
	visit_say(visit, ROLE_WARNING, words);
	free(words);
}

void
parts_say_name(struct visit *visit, const char *name, enum err err)
{
	switch (err) {
	case ERR_EMPTY:
		visit_say(visit, ROLE_WARNING, _("Type the name you would like first."));
		break;
	case ERR_TAKEN:
		parts_say_taken(visit, name);
		break;
	case ERR_RESERVED:
		visit_say(visit, ROLE_WARNING, _("The board needs that name for itself. Please try another."));
		break;
	case ERR_TOO_LONG:
	case ERR_INVALID:
		visit_say(visit, ROLE_WARNING,
		    _("A name is 3 to 20 letters from a to z, numbers or hyphens. Please change it a little."));
		break;
	default:
		visit_say(visit, ROLE_WARNING, visit_explain(err));
	}
}

/* --- words that are kept --- */

void
kept_words_begin(struct kept_words *self, struct visit *visit, struct form_at at, struct edit *words)
{
	char *kept = NULL;

	*self = (struct kept_words){.at = at};
	if (visit->forum.db && writing_find_form(&visit->forum, &visit->actor, at, &kept) == ERR_OK) {
		edit_set(words, kept);
		visit_say(visit, ROLE_NOTICE, _("We saved your writing. Here it is."));
	}
	free(kept);
	self->saved = words->changes;
}

enum err
kept_words_save(struct kept_words *self, struct visit *visit, const struct edit *words)
{
	enum err err;

	if (self->is_gone || self->saved == words->changes)
		return ERR_OK;
	err = writing_keep_form(&visit->forum, &visit->actor, self->at, words->text.text);
	if (err == ERR_OK)
		self->saved = words->changes;
	return err;
}

void
kept_words_let_go(struct kept_words *self, struct visit *visit)
{
	self->is_gone = true;
	writing_keep_form(&visit->forum, &visit->actor, self->at, "");
}

struct outcome
parts_write_privately(struct visit *visit, int64_t member)
{
	int64_t id;

	if (private_find_with(&visit->forum, &visit->actor, member, &id) == ERR_OK)
		return screen_push((struct route){.kind = ROUTE_PRIVATE, .thread = id});
	return screen_push((struct route){.kind = ROUTE_PRIVATE_WRITE, .number = member});
}

char *
parts_old_words(const struct visit *visit, const struct thread *thread)
{
	int64_t quiet_s = clock_now() - thread->last_at;
	char *age, *words;

	if (quiet_s <= visit->config->board_old_days * 86400)
		return NULL;
	age = spoken_age(quiet_s);
	words =
	    mem_format(_("The last message here is %s old. You can still answer, or start a new conversation."), age);
	free(age);
	return words;
}
