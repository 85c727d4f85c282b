/*
 * Views made by hand. Names, dates and words are made up.
 */
#include <stdio.h>

#include "sample.h"

static void
sample_offer_always(struct view *view)
{
	view_offer(view, ACTION_PEOPLE, NULL);
	view_offer(view, ACTION_HELP, NULL);
	view_offer(view, ACTION_LEAVE, NULL);
	view_offer(view, ACTION_VANISH, NULL);
}

static struct item *
sample_row(struct view *view, int64_t id, const char *text, const char *detail, const char *about)
{
	struct item *item = view_add_item(view, id);

	item_set_line(&item->text, text);
	item_set_line(&item->detail, detail);
	item_set_line(&item->about, about);
	item->is_new = *detail != '\0';
	return item;
}

void
sample_home(struct view *view)
{
	view_init(view, VIEW_LIST);
	view->screen = "home";
	view->serial = 1;
	view_set_title(view, "Good evening, robin-by-the-sea");
	view_set_intro(view, "A moderator is here. You were last here on Tuesday 3 June, 7 in the evening.");
	view_add_notice(view, ROLE_NOTICE, "Two people answered you.");
	view_add_heading(view, "Since you were last here");
	sample_row(view, 11, "Answers to what you wrote", "2 new", "kettle-on and Marta wrote to you.");
	view_add_heading(view, "Talking");
	sample_row(view, 21, "Just listening", "3 new", "Say what you like. Nobody will tell you what to do.");
	sample_row(view, 22, "Is this normal? Early worries", "", "The first odd things, and what they may mean.");
	sample_row(view, 23, "Memory and dementia", "99+ new", "Living with forgetting.");
	sample_row(view, 24, "Hospital and coming home", "", "Wards, discharge, the first weeks.");
	view_add_heading(view, "Resting");
	sample_row(view, 31, "The kitchen table", "1 new", "Anything but worries.");
	view_offer(view, ACTION_OPEN, NULL);
	view_offer(view, ACTION_NEXT_UNREAD, NULL);
	sample_offer_always(view);
}

void
sample_board(struct view *view, int count)
{
	char words[80];

	view_init(view, VIEW_LIST);
	view->screen = "board";
	view->serial = 2;
	view_set_where(view, "Home > Talking > Just listening");
	view_set_title(view, "Just listening");
	view_set_intro(view, "Say what you like. Nobody will tell you what to do.");
	for (int k = 0; k < count; k++) {
		struct item *item;

		snprintf(words, sizeof words, "Conversation %d: nobody told me about the nights", k + 1);
		item = sample_row(view, 100 + k, words, k % 3 ? "" : "4 new", "");
		item_set_line(&item->who, "robin");
		item_set_line(&item->when, "yesterday, 7 in the evening");
	}
	view_offer(view, ACTION_OPEN, NULL);
	view_offer(view, ACTION_NEXT_UNREAD, NULL);
	view_offer(view, ACTION_START, NULL);
	view_offer(view, ACTION_MORE, NULL);
	view_offer(view, ACTION_BACK, NULL);
	sample_offer_always(view);
}

void
sample_empty(struct view *view)
{
	view_init(view, VIEW_LIST);
	view->screen = "empty";
	view->serial = 3;
	view_set_where(view, "Home > Waiting for you");
	view_set_title(view, "Waiting for you");
	view_set_empty(view, "There is nothing here now. When somebody answers you, you will find it here.");
	view_offer(view, ACTION_BACK, NULL);
	sample_offer_always(view);
}

static void
sample_message(struct view *view, int number, bool is_new, const char *who, const char *context, const char *text)
{
	struct item *item = view_add_item(view, 500 + number);

	item->number = number;
	item->is_new = is_new;
	item_set_line(&item->who, who);
	item_set_line(&item->when, "Tuesday 3 June, 7 in the evening");
	item_set_line(&item->context, context);
	item_set_body(&item->text, text);
}

void
sample_conversation(struct view *view, int64_t focus)
{
	view_init(view, VIEW_DOCUMENT);
	view->screen = "conversation";
	view->serial = 4;
	view->focus = focus;
	view_set_where(view, "Home > Talking > Just listening > Nobody told me about the nights");
	view_set_title(view, "Nobody told me about the nights");
	sample_message(view, 1, false, "robin", "",
	    "Mum wakes at two and thinks it is morning. She gets dressed and wants her breakfast.\n\nI have not slept "
	    "through since Easter. I love her and I am so tired that I cried in the car park at work.\n\nHow do you all "
	    "do it?");
	sample_message(view, 2, false, "kettle-on", "",
	    "You are not alone. Dad did this for a year. What helped a little was a clock that says DAY or NIGHT in big "
	    "letters.");
	sample_message(view, 3, true, "Marta", "in reply to 2, kettle-on",
	    "> What helped a little was a clock that says DAY or NIGHT in big\n> letters.\nWe have one of those too. "
	    "It helped for a month.");
	sample_message(view, 4, true, "Zażółć-gęślą", "",
	    "Dziękuję! Caf\xc3\xa9 na\xc3\xafve \xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e \xf0\x9f\x8c\xb7 "
	    "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7 \xe0\xb8\xaa\xe0\xb8\xa7\xe0\xb8\xb1\xe0\xb8\xaa\xe0\xb8\x94\xe0\xb8\xb5 "
	    "e\xcc\x81t\xcc\xa3\xcc\x84.\nOne line.\nAnother line that is a good deal longer than a screen is wide, so "
	    "that it has to be broken somewhere between two words.");
	sample_message(view, 5, true, "robin", "in reply to 3, Marta",
	    "Thank you, all of you.\n\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\n20\n21\n22\n"
	    "The last line.");
	view_offer(view, ACTION_ANSWER, NULL);
	view_offer(view, ACTION_NEXT_UNREAD, NULL);
	view_offer(view, ACTION_GO_TO, NULL);
	view_offer(view, ACTION_BACK, NULL);
	sample_offer_always(view);
}

void
sample_guide(struct view *view)
{
	struct item *item;

	view_init(view, VIEW_DOCUMENT);
	view->screen = "guide";
	view->serial = 5;
	view_set_where(view, "Home > Help");
	view_set_title(view, "How this place works");
	view_set_intro(view, "Checked on 3 June by the team.");
	for (int k = 0; k < 6; k++) {
		view_add_heading(view, "A heading");
		item = view_add_item(view, 0);
		item_set_body(&item->text,
		    "You can move with the arrow keys. Enter opens what is chosen.\n\nNothing you "
		    "write is ever lost, whatever happens to the line or to this window.");
	}
	view_offer(view, ACTION_BACK, NULL);
	sample_offer_always(view);
}

void
sample_form_init(struct sample_form *form)
{
	edit_init(&form->title, TEXT_LINE, 80);
	edit_init(&form->secret, TEXT_LINE, 256);
	edit_init(&form->body, TEXT_BODY, 65536);
	form->help = 0;
}

void
sample_form_clear(struct sample_form *form)
{
	edit_clear(&form->title);
	edit_clear(&form->secret);
	edit_clear(&form->body);
}

void
sample_write(struct view *view, struct sample_form *form)
{
	static const char *const helps[] = {"ideas", "been here?", "just listen", "tell me it's normal", "information"};

	view_init(view, VIEW_FORM);
	view->screen = "write";
	view->serial = 6;
	view_set_where(view, "Home > Talking > Just listening");
	view_set_title(view, "Start a conversation");
	view_add_field(view, FIELD_LINE, "Title", "What it is about, in one line.", &form->title);
	view_add_choice(view, "What would help?", "Left and Right change it.", &form->help, helps, 5);
	view_add_field(view, FIELD_BODY, "Your message", "Saved as you write.", &form->body);
	view_offer(view, ACTION_SEND, NULL);
	view_offer(view, ACTION_KEEP, NULL);
	view_offer(view, ACTION_DISCARD, NULL);
	view_offer(view, ACTION_BACK, NULL);
	sample_offer_always(view);
}

void
sample_sign_in(struct view *view, struct sample_form *form)
{
	view_init(view, VIEW_FORM);
	view->screen = "sign-in";
	view->serial = 7;
	view_set_title(view, "Sign in");
	view_set_intro(view, "If you have forgotten your password, one of your eight recovery codes will do.");
	view_add_field(view, FIELD_LINE, "Name", "The name you chose here.", &form->title);
	view_add_field(view, FIELD_SECRET, "Password", "Nobody can see it.", &form->secret);
	view_offer(view, ACTION_OPEN, "Sign in");
	view_offer(view, ACTION_JOIN, NULL);
	view_offer(view, ACTION_BACK, NULL);
	sample_offer_always(view);
}
