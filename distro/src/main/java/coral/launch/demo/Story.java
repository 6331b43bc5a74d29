// SPDX-License-Identifier: Apache-2.0
package coral.launch.demo;

import coral.core.posix.Directory;
import coral.launch.trial.Node;
import coral.launch.trial.Place;
import coral.launch.trial.TrialException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The demo's steps, in order. */
final class Story {
    private final Node node;
    private final Place place;

    Story(Node node, Place place) {
        this.node = node;
        this.place = place;
    }

    void tell() throws TrialException, IOException, InterruptedException {
        String files = Files.createDirectory(place.files()).toString();
        Files.createDirectory(place.archive());
        try (Directory root = Directory.at(files)) {
            Tree.make(root);
            Snapshot before = Snapshot.of(root);
            long data = Snapshot.allocatedBytes(root, before);
            Steps.say(
                    "made %d names of %d files with %.1f MiB of data",
                    before.names(), before.regularFiles(), Steps.mib(data));

            node.hsm("fs", "add", files, "--name", "demo");
            node.hsm(
                    "archives",
                    "add",
                    "1",
                    "--type",
                    "posix",
                    "--root",
                    place.archive().toString());
            Steps.say("file system 'demo' is %s, archive 1 is %s", files, place.archive());

            timed("archived", before, data, "archive", "--recursive", "--wait", files);
            release(root, before, data, files);
            timed("restored", before, data, "restore", "--recursive", "--wait", files);
            Snapshot after = Snapshot.of(root);
            before.mustEqual(after);
            Steps.say(
                    "compared content, size, mode, owner, mtime and xattrs of %d names: all as they were",
                    after.names());
            removeOne(files);
        }
    }

    private void timed(String done, Snapshot files, long bytes, String... command)
            throws TrialException, IOException, InterruptedException {
        long began = System.nanoTime();
        node.hsm(command);
        double seconds = Steps.seconds(began);
        double mib = Steps.mib(bytes);
        Steps.say("%s %d files, %.1f MiB, %.1f MiB/s", done, files.regularFiles(), mib, mib / seconds);
    }

    private void release(Directory root, Snapshot before, long bytes, String files)
            throws TrialException, IOException, InterruptedException {
        long began = System.nanoTime();
        node.hsm("release", "--recursive", files);
        double seconds = Steps.seconds(began);
        long left = Snapshot.allocatedBytes(root, before);
        // A file system may keep a block of its own, such as one for extended attributes.
        if (left > before.regularFiles() * 4096) {
            throw new TrialException("after the release the files still take " + left + " bytes");
        }
        Steps.say(
                "released %d files, %.1f MiB -> %.1f MiB of space, %.1f s",
                before.regularFiles(), Steps.mib(bytes), Steps.mib(left), seconds);
    }

    private void removeOne(String files) throws TrialException, IOException, InterruptedException {
        long before = objects();
        String path = files + "/" + Tree.SMALL;
        node.hsm("remove", "--wait", path);
        String state = node.hsm("state", path);
        if (state.contains("archived") || objects() != before - 1) {
            throw new TrialException("the archived copy of " + path + " is still there: " + state.strip());
        }
        Steps.say("removed the archived copy of %s: %d objects -> %d", Tree.SMALL, before, before - 1);
    }

    private long objects() throws IOException {
        Path objects = place.archive().resolve("objects");
        try (Stream<Path> files = Files.walk(objects)) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
