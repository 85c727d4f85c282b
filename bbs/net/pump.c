/*
 * The queue and the rule of pump.h.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "net/pump.h"

enum { SMALLEST = 1024 };

void
pump_init(struct pump_queue *queue, size_t most)
{
	*queue = (struct pump_queue){.most = most};
}

void
pump_clear(struct pump_queue *queue)
{
	free(queue->bytes);
	queue->bytes = NULL;
	queue->start = queue->end = queue->capacity = 0;
}

size_t
pump_count(const struct pump_queue *queue)
{
	return queue->end - queue->start;
}

const char *
pump_head(const struct pump_queue *queue)
{
	return queue->bytes + queue->start;
}

/* Room for that many more behind the end: by moving what is there to the front, or by growing. */
static void
pump_make_room(struct pump_queue *queue, size_t count)
{
	size_t held = pump_count(queue), capacity = queue->capacity ? queue->capacity : SMALLEST;

	if (queue->end + count <= queue->capacity)
		return;
	if (held)
		memmove(queue->bytes, queue->bytes + queue->start, held);
	queue->start = 0;
	queue->end = held;
	while (capacity < held + count)
		capacity *= 2;
	if (capacity != queue->capacity)
		queue->bytes = mem_resize_array(queue->bytes, capacity, 1);
	queue->capacity = capacity;
}

bool
pump_add(struct pump_queue *queue, const void *bytes, size_t count)
{
	if (count > queue->most - pump_count(queue))
		return false;
	if (!count)
		return true;
	pump_make_room(queue, count);
	memcpy(queue->bytes + queue->end, bytes, count);
	queue->end += count;
	return true;
}

void
pump_drop(struct pump_queue *queue, size_t count)
{
	queue->start += count;
	if (queue->start < queue->end)
		return;
	queue->start = queue->end = 0;
	if (queue->capacity > SMALLEST)
		pump_clear(queue);
}

bool
pump_may_read(size_t waiting_bytes, bool output_waits)
{
	return waiting_bytes + PUMP_STEP <= (output_waits ? PUMP_STUCK_MOST : PUMP_MOST);
}

bool
pump_has_stalled(int64_t *since_ms, bool held_back, bool moved, int64_t now_ms)
{
	if (!held_back)
		*since_ms = 0;
	else if (moved || !*since_ms)
		*since_ms = now_ms ? now_ms : 1;
	return held_back && now_ms - *since_ms >= PUMP_STALL_MS;
}
