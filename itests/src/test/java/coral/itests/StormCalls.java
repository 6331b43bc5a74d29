// SPDX-License-Identifier: Apache-2.0
package coral.itests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Callers of the node: root and ordinary users, each with any command over any files. Safe for use by many threads. */
final class StormCalls {
    private static final long LIMIT_SECONDS = 120;
    private static final List<String> VERBS = List.of(
            "archive", "archive", "archive", "release", "release", "restore", "restore", "remove", "cancel", "state");

    private final StormPlace place;
    private final List<StormFile> files;
    private final StormLog log;

    StormCalls(StormPlace place, List<StormFile> files, StormLog log) {
        this.place = place;
        this.files = files;
        this.log = log;
    }

    /** Calls the node once; what it answers must be fit for a person, whatever happens to the node. */
    void call(Random random) throws Exception {
        int uid = random.nextInt(3) > 0 ? 0 : 4001 + random.nextInt(2);
        List<String> words = words(random, uid);
        List<String> argv = new ArrayList<>();
        if (uid != 0) {
            argv.addAll(List.of("setpriv", "--reuid=" + uid, "--regid=" + uid, "--clear-groups"));
        }
        argv.add(TestNode.DIST + "/bin/hsm");
        argv.addAll(words);
        run(argv, uid + " " + String.join(" ", words));
    }

    private List<String> words(Random random, int uid) {
        if (random.nextInt(12) == 0) {
            return List.of(random.nextBoolean() ? "status" : "requests");
        }
        String verb = VERBS.get(random.nextInt(VERBS.size()));
        List<String> words = new ArrayList<>(List.of(verb));
        if (verb.equals("archive")) {
            words.addAll(List.of("--archive", random.nextInt(5) == 0 ? "2" : "1"));
        }
        if (random.nextInt(4) == 0 && List.of("archive", "restore", "remove").contains(verb)) {
            words.addAll(List.of("--wait", "--timeout-seconds", "20"));
        }
        int some = 1 + random.nextInt(8);
        for (int i = 0; i < some; i++) {
            StormFile file = files.get(random.nextInt(files.size()));
            // An ordinary user tries the files of others too, now and then.
            if (uid == 0 || file.owner() == uid || random.nextInt(8) == 0) {
                words.add(file.path().toString());
            }
        }
        return words;
    }

    private void run(List<String> argv, String what) throws IOException, InterruptedException {
        Path out = Files.createTempFile(place.outputs(), "call", ".txt");
        ProcessBuilder builder = new ProcessBuilder(argv)
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile());
        builder.environment().put("CORAL_HOME", place.node().home().toString());
        Process process = builder.start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("not done within " + LIMIT_SECONDS + " s: " + what);
        }
        String said = Files.readString(out, StandardCharsets.ISO_8859_1);
        Files.delete(out);
        String first = said.lines().findFirst().orElse("");
        log.add("hsm " + what.split(" ")[1] + " -> " + process.exitValue(), what + " : " + first);
        if (said.contains("\tat ") || said.contains("Exception") || said.contains("CORAL-CORE-001")) {
            throw new AssertionError(what + " said: " + said);
        }
    }
}
