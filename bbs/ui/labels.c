/*
 * Names of labels.
 */
#include "base/str.h"
#include "ui/action.h"
#include "ui/labels.h"
#include "ui/words.h"

static const char *const help[HELP_COUNT] = {
    [HELP_IDEAS] = N_("Ideas please"),
    [HELP_BEEN_HERE] = N_("Has anyone been here?"),
    [HELP_LISTEN] = N_("Just listen"),
    [HELP_NORMAL] = N_("Tell me it's normal"),
    [HELP_INFORMATION] = N_("Information"),
};

static const char *const help_asked[HELP_COUNT] = {
    [HELP_IDEAS] = N_("What would help: ideas."),
    [HELP_BEEN_HERE] = N_("What would help: to hear from someone who has been here."),
    [HELP_LISTEN] = N_("What would help: somebody who just listens. No advice, please."),
    [HELP_NORMAL] = N_("What would help: to hear that it is normal."),
    [HELP_INFORMATION] = N_("What would help: information."),
};

static const char *const notes[CONTENT_NOTE_COUNT] = {
    [CONTENT_NOTE_DEATH] = N_("Death"),
    [CONTENT_NOTE_SELF_HARM] = N_("Suicide or self-harm"),
    [CONTENT_NOTE_ABUSE] = N_("Abuse or violence"),
    [CONTENT_NOTE_SEXUAL] = N_("Sex"),
    [CONTENT_NOTE_BODY] = N_("Bodies and illness, in detail"),
    [CONTENT_NOTE_ANIMAL] = N_("Losing an animal"),
    [CONTENT_NOTE_UPSETTING] = N_("Something else that may upset"),
};

static const char *const note_says[CONTENT_NOTE_COUNT] = {
    [CONTENT_NOTE_DEATH] = N_("This talks about death."),
    [CONTENT_NOTE_SELF_HARM] = N_("This talks about suicide or self-harm."),
    [CONTENT_NOTE_ABUSE] = N_("This talks about abuse or violence."),
    [CONTENT_NOTE_SEXUAL] = N_("This talks about sex."),
    [CONTENT_NOTE_BODY] = N_("This talks about bodies and illness in detail."),
    [CONTENT_NOTE_ANIMAL] = N_("This talks about losing an animal."),
    [CONTENT_NOTE_UPSETTING] = N_("The writer says this may upset."),
};

static const char *const kinds[TAG_KIND_COUNT] = {
    [TAG_KIND_STAGE] = N_("Where things are"),
    [TAG_KIND_SITUATION] = N_("Who, and how"),
    [TAG_KIND_CONDITION] = N_("What is the matter"),
    [TAG_KIND_TOPIC] = N_("What it is about"),
};

static const char *const tags[TAG_COUNT] = {
    [TAG_NOTICING] = N_("first noticing"),
    [TAG_WAITING] = N_("waiting for answers"),
    [TAG_DIAGNOSIS] = N_("new diagnosis"),
    [TAG_CRISIS] = N_("crisis now"),
    [TAG_STEADY] = N_("steady caring"),
    [TAG_DECISION] = N_("big decision"),
    [TAG_LAST_MONTHS] = N_("last months"),
    [TAG_AFTER] = N_("after"),
    [TAG_MUM] = N_("mum"),
    [TAG_DAD] = N_("dad"),
    [TAG_BOTH] = N_("both parents"),
    [TAG_IN_LAW] = N_("in-law"),
    [TAG_LIVES_WITH_ME] = N_("lives with me"),
    [TAG_NEAR] = N_("lives near"),
    [TAG_FAR] = N_("lives far away"),
    [TAG_IN_A_HOME] = N_("in a care home"),
    [TAG_ONLY_CHILD] = N_("only child"),
    [TAG_SHARED] = N_("shared with others"),
    [TAG_ESTRANGED] = N_("not close"),
    [TAG_WORKING] = N_("working too"),
    [TAG_CHILDREN] = N_("children too"),
    [TAG_MEMORY] = N_("memory"),
    [TAG_FALLS] = N_("falls"),
    [TAG_STROKE] = N_("stroke"),
    [TAG_PARKINSONS] = N_("Parkinson's"),
    [TAG_HEART] = N_("heart or lungs"),
    [TAG_CANCER] = N_("cancer"),
    [TAG_SENSES] = N_("sight or hearing"),
    [TAG_MOOD] = N_("mood"),
    [TAG_ALCOHOL] = N_("alcohol"),
    [TAG_NOT_KNOWN] = N_("not known"),
    [TAG_MEDICINES] = N_("medicines"),
    [TAG_WASHING] = N_("washing"),
    [TAG_EATING] = N_("eating"),
    [TAG_SLEEP] = N_("sleep"),
    [TAG_DRIVING] = N_("driving"),
    [TAG_SCAMS] = N_("scams"),
    [TAG_ATTORNEY] = N_("power of attorney"),
    [TAG_BENEFITS] = N_("benefits"),
    [TAG_ASSESSMENTS] = N_("assessments"),
    [TAG_EQUIPMENT] = N_("equipment"),
    [TAG_CARERS_IN] = N_("carers coming in"),
    [TAG_GRIEF] = N_("grief"),
    [TAG_GUILT] = N_("guilt"),
    [TAG_ANGER] = N_("anger"),
};

const char *
label_help(enum help which)
{
	return _(help[which]);
}

const char *
label_help_asked(const char *word)
{
	int which = help_find(word);

	return which < 0 ? NULL : _(help_asked[which]);
}

const char *
label_content_note(enum content_note note)
{
	return _(notes[note]);
}

const char *
label_note_says(const char *word)
{
	int note = content_note_find(word);

	return note < 0 ? NULL : _(note_says[note]);
}

const char *
label_tag_kind(enum tag_kind kind)
{
	return _(kinds[kind]);
}

const char *
label_tag(enum tag tag)
{
	return _(tags[tag]);
}

char *
label_tags(const char *words)
{
	struct str out;

	str_init(&out);
	for (int tag = 0; tag < TAG_COUNT; tag++)
		if (tags_have(words, (enum tag)tag))
			str_add_format(&out, "%s%s", out.bytes ? ", " : "", _(tags[tag]));
	return str_take(&out);
}
