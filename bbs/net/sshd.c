/*
 * libssh set up as the security page says ("SSH"), and made warm.
 *
 * libssh keeps of a list the names that it knows, so the post-quantum ones simply come first: a library that has
 * them uses them, an older one doesn't, and no version is asked for.
 */
#include <errno.h>
#include <fcntl.h>
#include <libssh/server.h>
#include <stdbool.h>
#include <sys/socket.h>
#include <unistd.h>

#include "net/net.h"
#include "net/sshd.h"

static const char key_exchanges[] = "mlkem768x25519-sha256,sntrup761x25519-sha512,sntrup761x25519-sha512@openssh.com,"
				    "curve25519-sha256,curve25519-sha256@libssh.org";
static const char ciphers[] =
    "chacha20-poly1305@openssh.com,aes256-gcm@openssh.com,aes128-gcm@openssh.com,aes256-ctr,aes128-ctr";
static const char macs[] = "hmac-sha2-256-etm@openssh.com,hmac-sha2-512-etm@openssh.com";
/* members' keys: no SHA-1, no DSA */
static const char member_keys[] =
    "ssh-ed25519,sk-ssh-ed25519@openssh.com,ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521,"
    "sk-ecdsa-sha2-nistp256@openssh.com,rsa-sha2-512,rsa-sha2-256";

static const struct {
	enum ssh_bind_options_e option;
	const char *value;
} settings[] = {
    {SSH_BIND_OPTIONS_BANNER, "Kidsof"},
    {SSH_BIND_OPTIONS_KEY_EXCHANGE, key_exchanges},
    {SSH_BIND_OPTIONS_HOSTKEY_ALGORITHMS, "ssh-ed25519"},
    {SSH_BIND_OPTIONS_CIPHERS_C_S, ciphers},
    {SSH_BIND_OPTIONS_CIPHERS_S_C, ciphers},
    {SSH_BIND_OPTIONS_HMAC_C_S, macs},
    {SSH_BIND_OPTIONS_HMAC_S_C, macs},
    {SSH_BIND_OPTIONS_PUBKEY_ACCEPTED_KEY_TYPES, member_keys},
};

enum { REKEY_BYTES = 1 << 30, REKEY_SECONDS = 3600, RSA_BITS = 2048 };

static bool
sshd_set_bind(ssh_bind bind, ssh_key key)
{
	bool process_config = false;
	int rsa_bits = RSA_BITS;
	bool fine = ssh_bind_options_set(bind, SSH_BIND_OPTIONS_PROCESS_CONFIG, &process_config) == SSH_OK &&
	    ssh_bind_options_set(bind, SSH_BIND_OPTIONS_RSA_MIN_SIZE, &rsa_bits) == SSH_OK;
	ssh_key copy;

	for (size_t k = 0; k < sizeof settings / sizeof *settings && fine; k++)
		fine = ssh_bind_options_set(bind, settings[k].option, settings[k].value) == SSH_OK;
	if (!fine)
		return false;
	copy = ssh_key_dup(key); /* the bind takes it */
	return copy && ssh_bind_options_set(bind, SSH_BIND_OPTIONS_IMPORT_KEY, copy) == SSH_OK;
}

static bool
sshd_set_session(ssh_session ssh)
{
	uint64_t bytes = REKEY_BYTES;
	uint32_t seconds = REKEY_SECONDS;
	bool process_config = false;

	return ssh_options_set(ssh, SSH_OPTIONS_PROCESS_CONFIG, &process_config) == SSH_OK &&
	    ssh_options_set(ssh, SSH_OPTIONS_COMPRESSION, "none") == SSH_OK && /* "no" would leave zlib on */
	    ssh_options_set(ssh, SSH_OPTIONS_REKEY_DATA, &bytes) == SSH_OK &&
	    ssh_options_set(ssh, SSH_OPTIONS_REKEY_TIME, &seconds) == SSH_OK;
}

enum err
sshd_open(int fd, ssh_key key, ssh_session *out)
{
	ssh_bind bind = ssh_bind_new();
	ssh_session ssh = ssh_new();
	bool fine = bind && ssh && sshd_set_bind(bind, key) && sshd_set_session(ssh) &&
	    ssh_bind_accept_fd(bind, ssh, fd) == SSH_OK;

	ssh_bind_free(bind);
	if (!fine) {
		ssh_free(ssh);
		return ERR_INVALID;
	}
	ssh_set_blocking(ssh, 0);
	*out = ssh;
	return ERR_OK;
}

enum err
net_check_library(const char **version)
{
	*version = ssh_version(0);
	return ssh_version(SSH_VERSION_INT(0, 10, 6)) ? ERR_OK : ERR_INVALID;
}

/* --- making it warm --- */

/* The client's half: no file of the user's is read. */
static ssh_session
sshd_open_client(int fd)
{
	ssh_session ssh = ssh_new();
	bool process_config = false;

	if (!ssh)
		return NULL;
	ssh_options_set(ssh, SSH_OPTIONS_PROCESS_CONFIG, &process_config);
	ssh_options_set(ssh, SSH_OPTIONS_SSH_DIR, "/nonexistent");
	ssh_options_set(ssh, SSH_OPTIONS_KNOWNHOSTS, "/dev/null");
	ssh_options_set(ssh, SSH_OPTIONS_GLOBAL_KNOWNHOSTS, "/dev/null");
	ssh_options_set(ssh, SSH_OPTIONS_HOST, "localhost");
	ssh_options_set(ssh, SSH_OPTIONS_USER, "warm");
	ssh_options_set(ssh, SSH_OPTIONS_FD, &fd);
	ssh_set_blocking(ssh, 0);
	return ssh;
}

/* Both halves in turn until each has its keys. The bound is generous: a handshake takes six turns. */
static bool
sshd_shake_hands(ssh_session server, ssh_session client)
{
	int ours = SSH_AGAIN, theirs = SSH_AGAIN;

	for (int turn = 0; turn < 1000 && (ours == SSH_AGAIN || theirs == SSH_AGAIN); turn++) {
		if (theirs == SSH_AGAIN)
			theirs = ssh_connect(client);
		if (ours == SSH_AGAIN)
			ours = ssh_handle_key_exchange(server);
	}
	return ours == SSH_OK && theirs == SSH_OK;
}

enum err
sshd_warm_up(void)
{
	ssh_session server = NULL, client = NULL;
	ssh_key key = NULL;
	bool fine;
	int ends[2];

	if (ssh_init() != SSH_OK || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends))
		return ERR_IO;
	if (ssh_pki_generate(SSH_KEYTYPE_ED25519, 0, &key) != SSH_OK)
		return ERR_IO;
	client = sshd_open_client(ends[1]);
	fine = client && sshd_open(ends[0], key, &server) == ERR_OK && sshd_shake_hands(server, client);
	ssh_key_free(key);
	ssh_free(server);
	ssh_free(client);
	close(ends[1]); /* libssh leaves open a descriptor that it was given through an option */
	return fine ? ERR_OK : ERR_IO;
}
