// SPDX-License-Identifier: Apache-2.0
package coral.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything bad at once and at random moments: afterwards nothing is lost, nothing hangs and nothing is left over.
 * {@code -Dcoral.seed=N} gives the seed, {@code -Dcoral.storm.seconds=N} how long.
 */
class StormIT {
    private static final int FILES = 36;
    private static final int CALLERS = 4;
    private static final int USERS = 2;
    private static final int TWO_HOURS = 7200;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path base;

    private final long seed = Long.getLong("coral.seed", System.nanoTime() & 0xFFFFFF);
    private final StormLog log = new StormLog();
    private final List<StormFile> files = new ArrayList<>();
    private volatile boolean over;

    @Test
    void storm_losesNothingAndLeavesNothing() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "mounts and file handles need root");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/cc")), "the clock needs a C compiler");
        System.out.println("storm: -Dcoral.seed=" + seed);
        try (StormPlace place = StormPlace.under(base)) {
            try {
                make(place);
                place.good("hsm", words("archive --wait", files));
                place.good("hsm", words("release", files.subList(0, FILES / 2)));
                storm(place, seconds(), true);
                calmAgain(place);
                nothingIsLost(place);
                nothingIsLeft(place);
                usageIsFlat(place);
                nothingIsLost(place);
                System.out.println("storm: " + log.counts());
            } catch (Exception | AssertionError e) {
                throw new AssertionError(report(place, e), e);
            }
        }
    }

    private static long seconds() {
        return Long.getLong("coral.storm.seconds", Boolean.getBoolean("coral.soak") ? 3600 : 60);
    }

    private void make(StormPlace place) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < FILES; i++) {
            int owner = List.of(0, 4001, 4002).get(i % 3);
            Path directory = Files.createDirectories(place.files().resolve("d" + owner));
            files.add(new StormFile(directory, owner, random));
        }
    }

    private static String[] words(String verb, List<StormFile> files) {
        List<String> words = new ArrayList<>(List.of(verb.split(" ")));
        files.forEach(file -> words.add(file.path().toString()));
        return words.toArray(String[]::new);
    }

    /** Callers and users at work, with or without trouble. */
    private void storm(StormPlace place, long seconds, boolean trouble) throws Exception {
        over = false;
        StormCalls calls = new StormCalls(place, files, log);
        ExecutorService pool = Executors.newCachedThreadPool();
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            Random random = new Random(seed * 31 + i);
            all.add(pool.submit(untilOver(() -> calls.call(random), 0)));
        }
        for (int i = 0; i < USERS; i++) {
            Random random = new Random(seed * 37 + i);
            all.add(pool.submit(untilOver(() -> log.add("user", oneOf(random).use(random)), 150)));
        }
        if (trouble) {
            StormTroubles troubles = new StormTroubles(place, new Random(seed * 41), log);
            all.add(pool.submit(untilOver(troubles::next, 0)));
        }
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            await().atMost(Duration.ofSeconds(seconds + 30))
                    .until(() -> System.nanoTime() >= end || all.stream().anyMatch(Future::isDone));
        } finally {
            over = true;
            pool.shutdown();
        }
        ended(all);
    }

    private static void ended(List<Future<?>> all) throws Exception {
        for (Future<?> each : all) {
            try {
                each.get(180, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                throw new AssertionError(String.valueOf(e.getCause()), e);
            }
        }
    }

    private interface Step {
        void run() throws Exception;
    }

    private Callable<?> untilOver(Step step, long pauseMillis) {
        return () -> {
            while (!over) {
                step.run();
                TimeUnit.MILLISECONDS.sleep(pauseMillis);
            }
            return "over";
        };
    }

    private StormFile oneOf(Random random) {
        return files.get(random.nextInt(files.size()));
    }

    /** What a killed node left in staging may only go when it is old, so time passes. */
    private void calmAgain(StormPlace place) throws Exception {
        log.add("test", "the storm is over");
        place.kill();
        place.jump(2 * 86_400 + TWO_HOURS);
        place.good("coral", "start");
        everyRequestEnds(place);
    }

    private static void everyRequestEnds(StormPlace place) {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() ->
                        assertThat(place.good("hsm", "requests", "--json")).isBlank());
    }

    private void nothingIsLost(StormPlace place) throws Exception {
        List<String> restore = new ArrayList<>(List.of("restore", "--wait"));
        for (StormFile file : files) {
            String state = place.good("hsm", "state", file.path().toString());
            boolean released = state.contains("released");
            assertThat(file.withheld()).as(state).isEqualTo(released);
            if (released) {
                assertThat(blocks(file.path())).as("blocks of " + state).isLessThanOrEqualTo(16);
                restore.add(file.path().toString());
            } else {
                file.mustBeWhole();
            }
        }
        // Copies of files that users deleted stay known, and are counted too.
        long before = released(place);
        if (restore.size() > 2) {
            place.good("hsm", restore.toArray(String[]::new));
        }
        assertThat(before - released(place)).as("files that were released").isEqualTo(restore.size() - 2);
        for (StormFile file : files) {
            file.mustBeWhole();
        }
    }

    private static long released(StormPlace place) throws Exception {
        String line = place.good("hsm", "fs", "ls", "--json").strip();
        return Long.parseLong(line.replaceAll(".*\"released\":(\\d+).*", "$1"));
    }

    private static long blocks(Path file) throws Exception {
        Process stat = new ProcessBuilder("stat", "-c", "%b", file.toString()).start();
        return Long.parseLong(new String(stat.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip());
    }

    private static void nothingIsLeft(StormPlace place) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            try (Stream<Path> staged = Files.list(place.archive().resolve("staging"))) {
                assertThat(staged).isEmpty();
            }
        });
    }

    private void usageIsFlat(StormPlace place) throws Exception {
        storm(place, 8, false);
        everyRequestEnds(place);
        ProcessHandle node = place.process().orElseThrow();
        StormUsage before = StormUsage.of(node);
        storm(place, 8, false);
        everyRequestEnds(place);
        StormUsage after = StormUsage.of(node);
        System.out.println("storm: usage " + before + ", then " + after);
        after.mustBeFlatSince(before);
    }

    private String report(StormPlace place, Throwable why) throws IOException {
        Path file = place.node().home().resolve("log/coral.log");
        List<String> lines = Files.exists(file) ? Files.readAllLines(file, StandardCharsets.ISO_8859_1) : List.of();
        return "-Dcoral.seed=" + seed + ": " + why.getMessage() + "\n" + log + "\nlog:\n"
                + String.join("\n", lines.subList(Math.max(0, lines.size() - 200), lines.size()));
    }
}
