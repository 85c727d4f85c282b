/*
 * Addresses and networks, as an operator writes them.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "net/address.h"
#include "net/serve.h"

static struct address
address(const char *text)
{
	struct network network;

	assert_int_equal(network_parse(text, strlen(text), &network), ERR_OK);
	assert_int_equal(network.bits, 128);
	return network.address;
}

static bool
contains(const char *network_text, const char *address_text)
{
	struct network network;
	struct address a = address(address_text);

	assert_int_equal(network_parse(network_text, strlen(network_text), &network), ERR_OK);
	return network_contains(&network, &a);
}

static void
networks_contain_their_addresses_only(void **state)
{
	(void)state;
	assert_true(contains("10.1.0.0/16", "10.1.255.255"));
	assert_false(contains("10.1.0.0/16", "10.2.0.0"));
	assert_true(contains("192.0.2.128/25", "192.0.2.129"));
	assert_false(contains("192.0.2.128/25", "192.0.2.127"));
	assert_true(contains("192.0.2.1", "192.0.2.1"));
	assert_false(contains("192.0.2.1", "192.0.2.2"));
	assert_true(contains("0.0.0.0/0", "203.0.113.9"));
	assert_false(contains("0.0.0.0/0", "2001:db8::1")); /* IPv4's own part of the sixteen bytes */
	assert_true(contains("2001:db8::/33", "2001:db8:7fff::1"));
	assert_false(contains("2001:db8::/33", "2001:db8:8000::1"));
	assert_true(contains("::1", "::1"));
	assert_true(contains("::/0", "10.0.0.1"));
}

static void
what_is_no_network_is_refused(void **state)
{
	static const char *const bad[] = {
	    "",
	    "x",
	    "10.0.0",
	    "10.0.0.256",
	    "10.0.0.0/33",
	    "10.0.0.0/",
	    "10.0.0.0/-1",
	    "10.0.0.0/1x",
	    "::/129",
	    "::/0128",
	    "10.0.0.0/99999999999",
	    "1:2:3",
	    "2001:db8::1%eth0",
	    "1111:2222:3333:4444:5555:6666:7777:8888:9999:aaaa:bbbb:cccc:dddd:eeee:ffff",
	};
	struct network network = {.bits = 77};

	(void)state;
	for (size_t k = 0; k < sizeof bad / sizeof *bad; k++)
		assert_int_equal(network_parse(bad[k], strlen(bad[k]), &network), ERR_INVALID);
	assert_int_equal(network.bits, 77);
}

static void
lists_are_read_whole_or_not_at_all(void **state)
{
	struct network *list = NULL;
	struct address inside = address("10.9.9.9"), outside = address("11.9.9.9");
	size_t count = 9;

	(void)state;
	assert_int_equal(networks_parse("  ", &list, &count), ERR_OK);
	assert_int_equal(count, 0);
	assert_null(list);
	assert_int_equal(networks_parse("127.0.0.1, 10.0.0.0/8\t2001:db8::/32 ", &list, &count), ERR_OK);
	assert_int_equal(count, 3);
	assert_true(networks_contain(list, count, &inside));
	assert_false(networks_contain(list, count, &outside));
	free(list);
	list = NULL;
	assert_int_equal(networks_parse("127.0.0.1 nonsense", &list, &count), ERR_INVALID);
	assert_null(list);
	assert_int_equal(count, 3);
}

static void
a_source_is_an_address_or_a_household(void **state)
{
	struct address a = address("2001:db8:1:2:3:4:5:6"), b = address("2001:db8:1:2:ffff::1"),
		       c = address("2001:db8:1:3::1"), d = address("192.0.2.1"), e = address("192.0.2.2");
	struct address sa = address_source(&a), sb = address_source(&b), sc = address_source(&c),
		       sd = address_source(&d), se = address_source(&e);

	(void)state;
	assert_memory_equal(&sa, &sb, sizeof sa);
	assert_memory_not_equal(&sa, &sc, sizeof sa);
	assert_memory_not_equal(&sd, &se, sizeof sd);
}

static void
sockets_give_addresses(void **state)
{
	struct sockaddr_storage peer = {.ss_family = AF_INET};
	struct address got, mapped = address("::ffff:192.0.2.7"), plain = address("192.0.2.7");

	(void)state;
	assert_memory_equal(&mapped, &plain, sizeof plain);
	inet_pton(AF_INET, "192.0.2.7", &((struct sockaddr_in *)&peer)->sin_addr);
	assert_true(address_from_socket(&peer, &got));
	assert_memory_equal(&got, &plain, sizeof got);
	peer.ss_family = AF_UNIX;
	assert_false(address_from_socket(&peer, &got));
}

static void
the_centres_of_a_configuration_are_checked(void **state)
{
	char fine[] = "10.0.0.0/8 2001:db8::/32", bad[] = "10.0.0.0/8 nowhere";
	struct config config = {.net_centres = fine};

	(void)state;
	assert_int_equal(serve_check_config(&config), ERR_OK);
	config.net_centres = bad;
	assert_int_equal(serve_check_config(&config), ERR_INVALID);
}

static void
an_address_is_written_as_people_write_it(void **state)
{
	static const char *const texts[] = {"192.0.2.7", "2001:db8::7", "::1", "255.255.255.255",
	    "2001:db8:1111:2222:3333:4444:5555:6666"};
	char text[ADDRESS_TEXT];

	(void)state;
	for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) {
		struct address a = address(texts[k]);

		assert_string_equal(address_format(&a, text), texts[k]);
	}
}

static bool
is_loopback(const char *text)
{
	struct address a = address(text);

	return address_is_loopback(&a);
}

static void
loopback_is_this_machine(void **state)
{
	(void)state;
	assert_true(is_loopback("127.0.0.1"));
	assert_true(is_loopback("127.255.0.3"));
	assert_true(is_loopback("::1"));
	assert_true(is_loopback("::ffff:127.0.0.1"));
	assert_false(is_loopback("128.0.0.1"));
	assert_false(is_loopback("0.0.0.0"));
	assert_false(is_loopback("::"));
	assert_false(is_loopback("::2"));
	assert_false(is_loopback("7f00::1"));
}

/* Without anybody's sockets it is net.listen that says. */
static void
a_board_is_public_beyond_loopback(void **state)
{
	static const struct {
		const char *listen;
		bool is_public;
	} rows[] = {{"127.0.0.1 ::1", false}, {"127.0.0.1", false}, {"", false}, {"0.0.0.0", true}, {"::1 ::", true},
	    {"127.0.0.1, 192.0.2.7", true}, {"nowhere", false}, {"nowhere ::", true}};
	struct config config;
	struct config_error error;

	(void)state;
	config_init(&config);
	for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
		assert_int_equal(config_set(&config, "net.listen", rows[k].listen, &error), ERR_OK);
		assert_int_equal(serve_is_public(&config), rows[k].is_public);
	}
	config_clear(&config);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(an_address_is_written_as_people_write_it),
	    cmocka_unit_test(loopback_is_this_machine),
	    cmocka_unit_test(a_board_is_public_beyond_loopback),
	    cmocka_unit_test(networks_contain_their_addresses_only),
	    cmocka_unit_test(what_is_no_network_is_refused),
	    cmocka_unit_test(lists_are_read_whole_or_not_at_all),
	    cmocka_unit_test(a_source_is_an_address_or_a_household),
	    cmocka_unit_test(sockets_give_addresses),
	    cmocka_unit_test(the_centres_of_a_configuration_are_checked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
