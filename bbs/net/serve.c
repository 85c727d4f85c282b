/*
 * `bbs serve` from the network's side: everything made ready in the order that keeps forks cheap and secrets in
 * one place, then the listener's loop.
 */
#include <sodium.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "base/gate.h"
#include "base/log.h"
#include "base/sandbox.h"
#include "net/address.h"
#include "net/doors.h"
#include "net/hostkey.h"
#include "net/listener.h"
#include "net/serve.h"
#include "net/sshd.h"
#include "net/supervise.h"

/* A descriptor is held for each visitor, and the soft limit is 1024 on most machines. */
static void
serve_raise_limits(void)
{
	struct rlimit files;

	if (getrlimit(RLIMIT_NOFILE, &files))
		return;
	files.rlim_cur = files.rlim_max;
	setrlimit(RLIMIT_NOFILE, &files);
}

/* What children share: once, before the first fork. */
static enum err
serve_prepare(void)
{
	enum err result = sodium_init() < 0 ? ERR_IO : gate_init(NULL); /* the caller may have made it */

	if (result == ERR_OK)
		result = sandbox_init();
	return result == ERR_OK ? sshd_warm_up() : result;
}

/* The key first in a process of its own, then its text into the page. */
static enum err
serve_open_key(const char *secrets_dir, struct secrets **secrets, char **fingerprint)
{
	enum err result = host_key_fingerprint(secrets_dir, fingerprint);

	if (result == ERR_OK)
		result = secrets_open(secrets);
	return result == ERR_OK ? hostkey_load(secrets_dir, *secrets) : result;
}

static enum err
serve_listen(const struct config *config, const struct net_words *words, const struct serve_roles *roles,
    struct secrets *secrets, struct doors *doors, const char *fingerprint,
    void (*ready)(void *context, unsigned port, const char *fingerprint))
{
	struct listener *listener;
	enum err result = listener_new(config, words, roles, secrets, doors, &listener);

	if (result != ERR_OK)
		return result;
	log_info("listening port=%u sandbox=%s key=%s", doors->port, sandbox_describe(), fingerprint);
	if (ready)
		ready(roles->context, doors->port, fingerprint);
	supervise_tell(SUPERVISE_READY);
	result = listener_run(listener);
	listener_free(listener);
	return result;
}

enum err
serve_check_config(const struct config *config)
{
	struct network *centres = NULL;
	size_t count;
	enum err result = networks_parse(config->net_centres, &centres, &count);

	free(centres);
	return result;
}

bool
serve_is_public(const struct config *config)
{
	return doors_are_public(config);
}

enum err
serve_run(const struct config *config, const char *secrets_dir, const struct net_words *words,
    const struct serve_roles *roles, void (*ready)(void *context, unsigned port, const char *fingerprint))
{
	struct secrets *secrets = NULL;
	struct doors doors = {0};
	char *fingerprint = NULL;
	enum err result = doors_take(&doors);

	if (result == ERR_OK && !doors.count)
		result = doors_open(config, &doors);
	serve_raise_limits();
	if (result == ERR_OK)
		result = serve_open_key(secrets_dir, &secrets, &fingerprint);
	if (result == ERR_OK)
		result = serve_prepare();
	if (result == ERR_OK)
		result = serve_listen(config, words, roles, secrets, &doors, fingerprint, ready);
	doors_close(&doors);
	secrets_close(secrets);
	free(fingerprint);
	return result;
}
