/*
 * calm.ti compiled, for the TERMINFO variable. Only what this holds is ever sent to any kind of xterm, so there is
 * no REP (Terminal.app and older PuTTYs get it wrong), no palette, no title, no mouse; attributes one by one are
 * shorter than all at once. Made by:
 *
 *	tic -x -o /tmp/calm bbs/ui/full/calm.ti && infocmp -A /tmp/calm -x -Q2 kidsof-calm
 */
#ifndef BBS_UI_FULL_CALM_H
#define BBS_UI_FULL_CALM_H

#define CALM_NAME "kidsof-calm"
#define CALM_TERMINFO \
	"b64:GgEwAB0ADwBpAdcAa2lkc29mLWNhbG18d2hhdCBldmVyeSBraW5kIG9m" \
	"IHh0ZXJtIGRvZXMgYWxpa2UAAAEAAAEAAAAAAAAAAAABAAAAAAAAAAAAAAAA" \
	"AAEAUAD__xgA__________________________8IAEAA_____wAAAgD__xMA" \
	"GwAfACMA__8uAD8AQwD__________0cA__9LAP__________________TwBU" \
	"AP__XQD_______9iAGcAbABxAP__egB-AP____-HAI0A________________" \
	"____________________________________________________________" \
	"____________________________________________________________" \
	"_____________________________5MA________________nAD_________" \
	"______________________-lAP__sACyAP__________________________" \
	"____________________________________________________________" \
	"____________________________________________________________" \
	"____________________________________________________________" \
	"____________________________________________________________" \
	"____________________________________________________________" \
	"_________________________________________7UA________________" \
	"________________________________________________________ugD_" \
	"____________________________________________________________" \
	"____________________________________________________________" \
	"_________________________________________8MAzQANABtbJWklcDEl" \
	"ZDslcDIlZHIAG1tIG1sySgAbW0sAG1tKABtbJWklcDElZEcAG1slaSVwMSVk" \
	"OyVwMiVkSAAbW0IAG1tIABtbQwAbW0EAG1sxbQAbWz8xMDQ5aAAbWzJtABtb" \
	"N20AG1s3bQAbWzRtABtbJXAxJWRYABtbbQAbWz8xMDQ5bAAbWzI3bQAbWzI0" \
	"bQAbWyVwMSVkQgAbWyVwMSVkQQAbWyVpJXAxJWRkAAoAG00AG1sxSwAbWzM5" \
	"OzQ5bQAbWzMlcDElZG0AG1s0JXAxJWRtAAABAAAAAQADAAsAAQAAAAAAAwAb" \
	"WzNKAEFYAEUzAA=="

#endif
