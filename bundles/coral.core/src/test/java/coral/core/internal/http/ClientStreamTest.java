// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ClientStreamTest {
    private final FakeAnswer answer = new FakeAnswer();
    private final ClientStream stream = new ClientStream(answer.async(), answer);
    private final AtomicInteger closed = new AtomicInteger();

    private void start() {
        stream.onClose(closed::incrementAndGet);
        stream.start();
        stream.onWritePossible();
    }

    @Test
    void start_saysAtOnceThatTheClientIsServed() {
        start();

        assertThat(answer.written()).isEqualTo(":\n\n");
    }

    @Test
    void send_keepsTheOrder_andWritesLinesOfJson() {
        start();

        assertThat(stream.send("one", Map.of("a", 1))).isTrue();
        assertThat(stream.send("two", Map.of("b", "line\nbreak"))).isTrue();

        assertThat(answer.written())
                .endsWith("event: one\ndata: {\"a\":1}\n\nevent: two\ndata: {\"b\":\"line\\nbreak\"}\n\n");
    }

    @Test
    void send_ofATypeThatWouldBreakTheFrame_isRefused() {
        start();

        assertThatThrownBy(() -> stream.send("a\ndata: b", Map.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void client_thatReadsAgain_getsWhatWasQueued() {
        start();
        answer.ready = false;
        stream.send("later", Map.of());
        assertThat(answer.written()).doesNotContain("later");

        answer.ready = true;
        stream.onWritePossible();

        assertThat(answer.written()).contains("event: later\n");
        assertThat(answer.completed).hasValue(0);
    }

    @Test
    void client_thatReadsTooSlowly_losesTheStream_thoughItNeverReads() {
        start();
        answer.ready = false;
        int taken = 0;
        while (taken < 1000 && stream.send("more", Map.of())) {
            taken++;
        }

        assertThat(taken).isEqualTo(ClientStream.MOST_QUEUED);
        assertThat(answer.completed).hasValue(1);
        assertThat(closed).hasValue(1);
        assertThat(stream.send("more", Map.of())).isFalse();
    }

    @Test
    void close_writesWhatIsQueuedFirst() {
        start();
        answer.ready = false;
        stream.send("last", Map.of());
        stream.close();
        assertThat(answer.completed).hasValue(0);

        answer.ready = true;
        stream.onWritePossible();

        assertThat(answer.written()).contains("event: last\n");
        assertThat(answer.completed).hasValue(1);
        assertThat(closed).hasValue(1);
    }

    @Test
    void cut_endsAtOnce_withoutWhatIsQueued() {
        start();
        answer.ready = false;
        stream.send("secret", Map.of());

        stream.cut();

        answer.ready = true;
        stream.onWritePossible();
        assertThat(answer.written()).doesNotContain("secret");
        assertThat(answer.completed).hasValue(1);
        assertThat(closed).hasValue(1);
    }

    @Test
    void beat_fillsSilenceAlone() {
        start();
        stream.beat();
        assertThat(answer.written()).isEqualTo(":\n\n:\n\n");
        answer.ready = false;
        stream.send("one", Map.of());

        stream.beat();

        answer.ready = true;
        stream.onWritePossible();
        assertThat(answer.written()).endsWith("event: one\ndata: {}\n\n");
    }
}
