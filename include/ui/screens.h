/*
 * Every screen there is, and the way from a route to it. Screens themselves include this only for their own
 * declaration; they go to one another by route.
 */
#ifndef BBS_UI_SCREENS_H
#define BBS_UI_SCREENS_H

#include "ui/screen.h"

/* The screen of a route; owned. visit may be told something, such as that a draft was found. */
struct screen *screens_open(struct visit *, const struct route *);

/* Each opens one screen; owned. What a route's fields mean is said in ui/route.h. */
typedef struct screen *screen_opener(struct visit *, const struct route *);

screen_opener ask_open, board_open, conversation_open, go_to_open, home_open, leave_open, lobby_open, looks_open,
    people_open, sign_in_open, write_open;
screen_opener join_open, join_consent_open, join_name_open, join_invitation_open, join_request_open, door_open,
    request_open, join_return_open, join_rules_open;
screen_opener join_codes_open, consent_open, recover_open, settings_open, password_open, keys_open, key_add_open,
    codes_open, codes_new_open, rename_open, language_open, zone_open, zone_name_open, shown_open, nudges_open,
    nudge_address_open, nudge_code_open, member_open, find_member_open;
screen_opener held_open;
screen_opener next_open, kept_answers_open;
screen_opener find_open, found_open;
screen_opener message_open, tree_open, kept_open, board_choices_open, hidden_open;
screen_opener tell_open, tell_words_open, worry_open, told_open, read_only_open, beside_you_open, notice_open;
screen_opener desk_choices_open, desk_topics_open, case_note_open, case_give_open;
screen_opener desk_open_screen, case_open, case_acts_open, case_ground_open, case_letter_open, case_opinion_open;
screen_opener second_open, second_picture_open, second_first_open;
screen_opener appeal_open;
screen_opener agreed_open, mine_open, mine_pages_open, go_away_open, going_open, about_me_open;
screen_opener labels_open, label_pick_open, prompts_open, similar_open, guard_open;
screen_opener avoid_open, avoid_word_open;
screen_opener privates_open, private_open, private_choices_open, private_write_open, break_open, on_break_open;
screen_opener guides_open, guide_open;
screen_opener sealed_open, sealed_open_open, sealed_list_open;
screen_opener waiting_open, rota_open, shift_open;
screen_opener help_open, rules_open, connect_open, privacy_open, closed_open, sorry_open;

#endif
