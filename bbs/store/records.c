/*
 * Freeing and growing records.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "store/records.h"

void
member_clear(struct member *member)
{
	free(member->name);
	free(member->role);
	free(member->password_hash);
	free(member->language);
	free(member->timezone);
	free(member->about);
	free(member->pause_reason);
	free(member->leaving_how);
	*member = (struct member){0};
}

void
key_row_clear(struct key_row *row)
{
	free(row->key);
	*row = (struct key_row){0};
}

void
vouch_row_clear(struct vouch_row *row)
{
	*row = (struct vouch_row){0};
}

void
nudge_row_clear(struct nudge_row *row)
{
	free(row->address);
	free(row->code_hash);
	*row = (struct nudge_row){0};
}

void
board_clear(struct board *board)
{
	free(board->slug);
	free(board->name);
	free(board->about);
	free(board->group_slug);
	free(board->group_name);
	free(board->notice);
	*board = (struct board){0};
}

void
thread_clear(struct thread *thread)
{
	free(thread->title);
	free(thread->starter_name);
	free(thread->help);
	*thread = (struct thread){0};
}

void
message_clear(struct message *message)
{
	free(message->author_name);
	free(message->note);
	free(message->folded);
	free(message->reply_to_name);
	free(message->body);
	free(message->state);
	*message = (struct message){0};
}

void
revision_clear(struct revision *revision)
{
	free(revision->body);
	free(revision->why);
	*revision = (struct revision){0};
}

void
kept_clear(struct kept *kept)
{
	free(kept->title);
	free(kept->author_name);
	free(kept->note);
	free(kept->folded);
	free(kept->state);
	free(kept->body);
	*kept = (struct kept){0};
}

void
found_clear(struct found *found)
{
	message_clear(&found->message);
	free(found->board_name);
	free(found->title);
	*found = (struct found){0};
}

void
reply_clear(struct reply *reply)
{
	free(reply->author_name);
	free(reply->title);
	*reply = (struct reply){0};
}

void
hug_row_clear(struct hug_row *row)
{
	free(row->kind);
	free(row->title);
	*row = (struct hug_row){0};
}

void
draft_clear(struct draft *draft)
{
	free(draft->title);
	free(draft->body);
	free(draft->board_name);
	free(draft->thread_title);
	*draft = (struct draft){0};
}

void
signpost_clear(struct signpost *signpost)
{
	char **const texts[] = {&signpost->slug, &signpost->name, &signpost->number, &signpost->how, &signpost->about,
	    &signpost->hours, &signpost->nations, &signpost->owner, &signpost->source, &signpost->checked_on,
	    &signpost->recheck_by};

	for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
		free(*texts[k]);
	*signpost = (struct signpost){0};
}

void
guide_clear(struct guide *guide)
{
	free(guide->slug);
	free(guide->title);
	free(guide->body);
	free(guide->owner);
	free(guide->source);
	free(guide->checked_on);
	free(guide->recheck_by);
	*guide = (struct guide){0};
}

void
audit_row_clear(struct audit_row *row)
{
	free(row->action);
	free(row->object);
	free(row->code);
	free(row->hash);
	free(row->text_hash);
	*row = (struct audit_row){0};
}

void
notice_row_clear(struct notice_row *row)
{
	free(row->kind);
	free(row->reason);
	free(row->words);
	free(row->thread_title);
	*row = (struct notice_row){0};
}

void
outbox_row_clear(struct outbox_row *row)
{
	free(row->kind);
	free(row->code);
	*row = (struct outbox_row){0};
}

void
join_request_clear(struct join_request *request)
{
	free(request->member_name);
	free(request->words);
	*request = (struct join_request){0};
}

void
desk_case_clear(struct desk_case *row)
{
	free(row->reason);
	free(row->source);
	free(row->outcome);
	free(row->thread_title);
	free(row->about_name);
	free(row->claimer_name);
	free(row->for_name);
	free(row->queue);
	*row = (struct desk_case){0};
}

void
teammate_clear(struct teammate *row)
{
	free(row->name);
	free(row->role);
	*row = (struct teammate){0};
}

void
case_note_clear(struct case_note *row)
{
	free(row->words);
	free(row->name);
	*row = (struct case_note){0};
}

void
decision_clear(struct decision *row)
{
	free(row->act);
	free(row->ground);
	free(row->result);
	*row = (struct decision){0};
}

void
report_clear(struct report *report)
{
	free(report->reason);
	free(report->words);
	free(report->reporter_name);
	*report = (struct report){0};
}

void
evidence_clear(struct evidence *evidence)
{
	free(evidence->body);
	*evidence = (struct evidence){0};
}

void
case_opinion_clear(struct case_opinion *opinion)
{
	free(opinion->opinion);
	free(opinion->words);
	free(opinion->by_name);
	*opinion = (struct case_opinion){0};
}

void
unsealing_clear(struct unsealing *row)
{
	free(row->kind);
	free(row->why);
	free(row->asker_name);
	free(row->granter_name);
	*row = (struct unsealing){0};
}

void
shift_clear(struct shift *shift)
{
	free(shift->member_name);
	free(shift->member_role);
	*shift = (struct shift){0};
}

void
waiting_clear(struct waiting *waiting)
{
	free(waiting->title);
	free(waiting->name);
	free(waiting->holder_name);
	*waiting = (struct waiting){0};
}

void
private_thread_clear(struct private_thread *row)
{
	free(row->with_name);
	free(row->state);
	free(row->last_state);
	free(row->last_body);
	*row = (struct private_thread){0};
}

void
private_message_clear(struct private_message *row)
{
	free(row->body);
	free(row->state);
	*row = (struct private_message){0};
}

void
block_row_clear(struct block_row *row)
{
	free(row->name);
	*row = (struct block_row){0};
}

void
mute_row_clear(struct mute_row *row)
{
	free(row->kind);
	free(row->what);
	free(row->title);
	*row = (struct mute_row){0};
}

#define RECORD_LIST_CODE(type) \
	void type##_list_clear(struct type##_list *list) \
	{ \
		for (size_t k = 0; k < list->count; k++) \
			type##_clear(&list->rows[k]); \
		free(list->rows); \
		*list = (struct type##_list){0}; \
	} \
	struct type *type##_list_add(struct type##_list *list) \
	{ \
		list->rows = mem_resize_array(list->rows, list->count + 1, sizeof *list->rows); \
		list->rows[list->count] = (struct type){0}; \
		return &list->rows[list->count++]; \
	} \
	struct type##_list

RECORD_LIST_CODE(member);
RECORD_LIST_CODE(key_row);
RECORD_LIST_CODE(vouch_row);
RECORD_LIST_CODE(board);
RECORD_LIST_CODE(thread);
RECORD_LIST_CODE(message);
RECORD_LIST_CODE(revision);
RECORD_LIST_CODE(kept);
RECORD_LIST_CODE(found);
RECORD_LIST_CODE(reply);
RECORD_LIST_CODE(hug_row);
RECORD_LIST_CODE(draft);
RECORD_LIST_CODE(signpost);
RECORD_LIST_CODE(guide);
RECORD_LIST_CODE(audit_row);
RECORD_LIST_CODE(notice_row);
RECORD_LIST_CODE(outbox_row);
RECORD_LIST_CODE(join_request);
RECORD_LIST_CODE(desk_case);
RECORD_LIST_CODE(teammate);
RECORD_LIST_CODE(case_note);
RECORD_LIST_CODE(decision);
RECORD_LIST_CODE(report);
RECORD_LIST_CODE(evidence);
RECORD_LIST_CODE(case_opinion);
RECORD_LIST_CODE(unsealing);
RECORD_LIST_CODE(shift);
RECORD_LIST_CODE(waiting);
RECORD_LIST_CODE(private_thread);
RECORD_LIST_CODE(private_message);
RECORD_LIST_CODE(block_row);
RECORD_LIST_CODE(mute_row);
