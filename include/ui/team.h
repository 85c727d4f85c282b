/*
 * Words for telling the team, for what it does, and for what members are told.
 */
#ifndef BBS_UI_TEAM_H
#define BBS_UI_TEAM_H

#include "forum/moderation.h"
#include "forum/notice.h"
#include "forum/queue.h"
#include "forum/report.h"
#include "ui/view.h"
#include "ui/visit.h"

/* The seven plain choices: "Unkind or bullying". Translated; static. */
const char *team_reason(enum reason);
/* The same by its word in the database; something else for an unknown one. */
const char *team_reason_word(const char *word);

/* Why the team did something, in a few words: "House rule 1: be kind". Translated; static. */
const char *team_ground(enum ground);
/* By its word, in full: a house rule as the rules have it. Returns owned, "" for an unknown word. */
char *team_ground_whole(const struct visit *, const char *word);

/* What the team did, by its word in the database: "The message was hidden." Translated; static. */
const char *team_act_done(const char *word);

/* The house rule that fits a reason best. Returns owned, "" for none. */
char *team_rule_for(const struct visit *, const char *reason_word);

/* A queue of the desk: "Waiting to be checked". Translated; static. */
const char *team_queue(enum queue);

/* "red" for a risk. Translated; static. */
const char *team_risk(int64_t risk);

/* "less than a minute", "12 minutes", "3 hours", "2 days". Returns owned. */
char *team_age(int64_t seconds);

/* A notice in one line, and all of it. Return owned. */
char *team_notice_line(const struct notice_row *);
char *team_notice_whole(const struct visit *, const struct notice_row *);

/* Why this visitor may only read, when they are paused or wait to be let in: a sentence or three. Owned; NULL: they
 * are neither. */
char *team_standing(struct visit *);

/* Red cases that nobody has, for those who are told at once, and for who is on call; else nothing. */
void team_add_alarm(struct visit *, struct view *);

/* People to call, as parts of a document or items of a list. */
void team_add_people(struct visit *, struct view *);

#endif
