// SPDX-License-Identifier: Apache-2.0
/*
 * Runs one command in a Coral node: coral-client SOCKET COMMAND [ARG]...
 *
 * Sends argv, the working directory and the terminal's size through the node's Unix socket and copies the command's
 * streams and exit code. The protocol is described in docs/socket-protocol.md.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <termios.h>
#include <unistd.h>

enum { PROTOCOL_VERSION = 1, MAX_FRAME = 65536, MAX_REQUEST = 2 << 20, EXIT_NO_NODE = 75, EXIT_FAILED = 1 };
enum { REQUEST = 1, STDIN_DATA = 2, SIGNALLED = 3, WINDOW = 4 };
enum { STDOUT_DATA = 0x81, STDERR_DATA = 0x82, STDIN_WANTED = 0x83, RAW_MODE = 0x84, EXITED = 0x85 };

struct buffer {
	uint8_t *bytes;
	size_t length, room;
};

static const char *const passed_variables[] = {"TERM", "LANG", "LC_ALL", "COLUMNS", "LINES", "NO_COLOR"};

static int node = -1;
static int signal_pipe[2] = {-1, -1};
static int interrupts;
static int stdin_wanted;
static int raw;
static struct termios cooked;

static void restore_terminal(void)
{
	if (raw)
		tcsetattr(STDIN_FILENO, TCSADRAIN, &cooked);
	raw = 0;
}

static void finish(int code)
{
	restore_terminal();
	_exit(code);
}

static void fail(int code, const char *what, const char *why)
{
	restore_terminal();
	fprintf(stderr, "coral: %s: %s\n", what, why);
	_exit(code);
}

static void append(struct buffer *to, const void *bytes, size_t length)
{
	if (to->room - to->length < length) {
		size_t room = (to->length + length) * 2;
		uint8_t *grown = realloc(to->bytes, room);

		if (!grown)
			fail(EXIT_FAILED, "memory", strerror(ENOMEM));
		to->bytes = grown;
		to->room = room;
	}
	memcpy(to->bytes + to->length, bytes, length);
	to->length += length;
}

static void append_u16(struct buffer *to, unsigned value)
{
	uint8_t bytes[2] = {(uint8_t)(value >> 8), (uint8_t)value};

	append(to, bytes, sizeof bytes);
}

static void append_u32(struct buffer *to, uint32_t value)
{
	append_u16(to, value >> 16);
	append_u16(to, value & 0xffff);
}

static void append_string(struct buffer *to, const char *text)
{
	size_t length = strlen(text);

	append_u32(to, (uint32_t)length);
	append(to, text, length);
}

static uint32_t read_u32(const uint8_t *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static void send_all(const uint8_t *bytes, size_t length)
{
	while (length > 0) {
		ssize_t sent = send(node, bytes, length, MSG_NOSIGNAL);

		if (sent < 0) {
			if (errno == EINTR)
				continue;
			/* The node's last words may still be waiting to be read; end of file follows them. */
			return;
		}
		bytes += sent;
		length -= (size_t)sent;
	}
}

static void send_frame(uint8_t type, const void *payload, size_t length)
{
	struct buffer frame = {0};

	append(&frame, &type, 1);
	append_u32(&frame, (uint32_t)length);
	append(&frame, payload, length);
	send_all(frame.bytes, frame.length);
	free(frame.bytes);
}

static void window_size(unsigned *columns, unsigned *rows)
{
	struct winsize size = {0};

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
		ioctl(STDIN_FILENO, TIOCGWINSZ, &size);
	*columns = size.ws_col;
	*rows = size.ws_row;
}

static void send_window(void)
{
	struct buffer payload = {0};
	unsigned columns, rows;

	window_size(&columns, &rows);
	append_u16(&payload, columns);
	append_u16(&payload, rows);
	send_frame(WINDOW, payload.bytes, payload.length);
	free(payload.bytes);
}

static void append_environment(struct buffer *request)
{
	size_t names = sizeof passed_variables / sizeof *passed_variables;
	uint32_t count = 0;

	for (size_t i = 0; i < names; i++)
		count += getenv(passed_variables[i]) != NULL;
	append_u32(request, count);
	for (size_t i = 0; i < names; i++) {
		const char *value = getenv(passed_variables[i]);

		if (!value)
			continue;
		append_u32(request, (uint32_t)(strlen(passed_variables[i]) + 1 + strlen(value)));
		append(request, passed_variables[i], strlen(passed_variables[i]));
		append(request, "=", 1);
		append(request, value, strlen(value));
	}
}

static void send_request(int argc, char **argv)
{
	struct buffer request = {0};
	unsigned columns, rows;
	char *directory = getcwd(NULL, 0);

	append(&request, "CORL", 4);
	append_u16(&request, PROTOCOL_VERSION);
	append_u16(&request, 0);
	send_all(request.bytes, request.length);
	request.length = 0;

	window_size(&columns, &rows);
	append_u16(&request, (isatty(0) ? 1u : 0) | (isatty(1) ? 2u : 0) | (isatty(2) ? 4u : 0));
	append_u16(&request, columns);
	append_u16(&request, rows);
	append_u32(&request, (uint32_t)argc);
	for (int i = 0; i < argc; i++)
		append_string(&request, argv[i]);
	/* A working directory that was removed must not turn relative names into other files. */
	append_string(&request, directory && *directory == '/' ? directory : "/proc/self/cwd (deleted)");
	append_environment(&request);
	if (request.length > MAX_REQUEST)
		fail(EXIT_FAILED, argv[0], "argument list too long: 2 MiB are allowed; use -l FILE where there is one");
	send_frame(REQUEST, request.bytes, request.length);
	free(request.bytes);
	free(directory);
}

static void on_signal(int number)
{
	int saved = errno;
	uint8_t byte = (uint8_t)number;

	if (write(signal_pipe[1], &byte, 1) < 0) {
		/* The pipe is full: enough signals wait already. */
	}
	errno = saved;
}

static void forward_signals(void)
{
	uint8_t number;

	while (read(signal_pipe[0], &number, 1) == 1) {
		if (number == SIGWINCH) {
			send_window();
			continue;
		}
		if (interrupts++ > 0)
			finish(128 + number);
		send_frame(SIGNALLED, &number, 1);
	}
}

static void catch_signals(void)
{
	static const int caught[] = {SIGINT, SIGTERM, SIGHUP, SIGWINCH};
	struct sigaction action = {0}, now;

	if (pipe2(signal_pipe, O_CLOEXEC | O_NONBLOCK) != 0)
		fail(EXIT_FAILED, "pipe", strerror(errno));
	action.sa_handler = on_signal;
	for (size_t i = 0; i < sizeof caught / sizeof *caught; i++) {
		/* nohup and background jobs of a shell ignore signals on purpose. */
		if (sigaction(caught[i], NULL, &now) == 0 && now.sa_handler == SIG_IGN)
			continue;
		sigaction(caught[i], &action, NULL);
	}
}

static void set_raw(int on)
{
	struct termios wanted;

	if (!on) {
		restore_terminal();
		return;
	}
	if (raw || tcgetattr(STDIN_FILENO, &cooked) != 0)
		return;
	wanted = cooked;
	cfmakeraw(&wanted);
	if (tcsetattr(STDIN_FILENO, TCSADRAIN, &wanted) == 0)
		raw = 1;
}

static void write_all(int fd, const uint8_t *bytes, size_t length)
{
	while (length > 0) {
		ssize_t written = write(fd, bytes, length);

		if (written >= 0) {
			bytes += written;
			length -= (size_t)written;
		} else if (errno == EINTR) {
			forward_signals();
		} else if (errno == EAGAIN) {
			struct pollfd ready = {.fd = fd, .events = POLLOUT};

			poll(&ready, 1, -1);
			forward_signals();
		} else if (fd == STDOUT_FILENO) {
			fail(EXIT_FAILED, "standard output", strerror(errno));
		} else {
			return;
		}
	}
}

static void read_exactly(uint8_t *to, size_t length)
{
	while (length > 0) {
		ssize_t got = recv(node, to, length, 0);

		if (got > 0) {
			to += got;
			length -= (size_t)got;
		} else if (got < 0 && errno == EINTR) {
			forward_signals();
		} else {
			fail(EXIT_NO_NODE, "the node ended the connection", got == 0 ? "it was stopped" : strerror(errno));
		}
	}
}

static void handle_frame(void)
{
	static uint8_t payload[MAX_FRAME];
	uint8_t head[5];
	uint32_t length;

	read_exactly(head, sizeof head);
	length = read_u32(head + 1);
	if (length > MAX_FRAME)
		fail(EXIT_NO_NODE, "the node", "sent a frame that is too long");
	read_exactly(payload, length);
	switch (head[0]) {
	case STDOUT_DATA:
		write_all(STDOUT_FILENO, payload, length);
		break;
	case STDERR_DATA:
		write_all(STDERR_FILENO, payload, length);
		break;
	case STDIN_WANTED:
		stdin_wanted = 1;
		break;
	case RAW_MODE:
		set_raw(length == 1 && payload[0]);
		break;
	case EXITED:
		finish(length == 1 ? payload[0] : EXIT_FAILED);
		break;
	default: /* Later versions of the node may say more than this client understands. */
		break;
	}
}

static void pass_stdin(void)
{
	static uint8_t bytes[MAX_FRAME];
	ssize_t got = read(STDIN_FILENO, bytes, sizeof bytes);

	if (got < 0 && (errno == EINTR || errno == EAGAIN))
		return;
	stdin_wanted = 0;
	send_frame(STDIN_DATA, bytes, got < 0 ? 0 : (size_t)got);
}

static void check_greeting(void)
{
	uint8_t greeting[8];

	read_exactly(greeting, sizeof greeting);
	if (memcmp(greeting, "CORL", 4) != 0)
		fail(EXIT_NO_NODE, "the socket", "is not a Coral node's");
}

static void connect_to(const char *path)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};

	if (strlen(path) >= sizeof address.sun_path)
		fail(EXIT_NO_NODE, path, "longer than a socket's 107 bytes; use a shorter CORAL_HOME or set CORAL_SOCKET");
	strcpy(address.sun_path, path);
	node = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (node < 0)
		fail(EXIT_FAILED, "socket", strerror(errno));
	if (connect(node, (struct sockaddr *)&address, sizeof address) == 0)
		return;
	fprintf(stderr, "coral: no node answers at %s (%s); start one with: coral start\n", path, strerror(errno));
	_exit(EXIT_NO_NODE);
}

int main(int argc, char **argv)
{
	if (argc < 3) {
		fputs("usage: coral-client SOCKET COMMAND [ARG]...\n", stderr);
		return 2;
	}
	connect_to(argv[1]);
	catch_signals();
	send_request(argc - 2, argv + 2);
	check_greeting();
	for (;;) {
		struct pollfd ready[3] = {{.fd = node, .events = POLLIN},
					  {.fd = signal_pipe[0], .events = POLLIN},
					  {.fd = stdin_wanted ? STDIN_FILENO : -1, .events = POLLIN}};

		if (poll(ready, 3, -1) < 0 && errno != EINTR)
			fail(EXIT_FAILED, "poll", strerror(errno));
		forward_signals();
		if (ready[2].revents)
			pass_stdin();
		if (ready[0].revents)
			handle_frame();
	}
}
