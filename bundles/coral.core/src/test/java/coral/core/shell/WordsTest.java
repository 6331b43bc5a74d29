// SPDX-License-Identifier: Apache-2.0
package coral.core.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

class WordsTest {
    private final List<String> now = new ArrayList<>();

    private static final class Fish extends Words {
        Fish(Callable<List<String>> now) {
            super(now);
        }
    }

    private static final class Sizes extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Sizes() {
            super(List.of("small", "large"));
        }
    }

    @Command
    static final class Catch {
        @Option(names = "--fish", completionCandidates = Fish.class)
        void fish(String given) {}

        @Option(names = "--size", completionCandidates = Sizes.class)
        void size(String given) {}
    }

    @Test
    void words_areThoseOfTheMoment_andOtherCandidatesStayPicoclis() {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new Catch(), Words.factory(new Fish(() -> now)));
        now.add("cod");

        assertThat(spec.findOption("--fish").completionCandidates()).containsExactly("cod");
        now.add("eel");
        assertThat(spec.findOption("--fish").completionCandidates()).containsExactly("cod", "eel");
        assertThat(spec.findOption("--size").completionCandidates()).containsExactly("small", "large");
    }

    @Test
    void words_thatCannotBeHad_areNone() {
        Fish broken = new Fish(() -> {
            throw new IllegalStateException("scripted");
        });

        assertThat(broken).isEmpty();
    }

    @Test
    void words_ofVeryMany_areTheFirstThousand() {
        assertThat(new Fish(
                        () -> IntStream.range(0, 5000).mapToObj(i -> "f" + i).toList()))
                .hasSize(1000)
                .startsWith("f0");
    }

    @Test
    void words_whenInterrupted_areNone_andTheThreadKnows() {
        Fish interrupted = new Fish(() -> {
            throw new InterruptedException();
        });

        assertThat(interrupted).isEmpty();
        assertThat(Thread.interrupted()).isTrue();
    }
}
