// SPDX-License-Identifier: Apache-2.0
package coral.bench.internal.suite;

import coral.bench.internal.measure.Bout;
import coral.bench.internal.site.Site;
import coral.bench.internal.site.Site.Store;
import coral.core.posix.Access;
import coral.core.posix.Directory;
import coral.core.posix.OpenFile;
import coral.core.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Long files, some at once: against cp, or where there is a hash against a loop that makes it too. */
abstract class BigFiles implements Bout {
    private final Site site;
    private final Store store;
    private final int count;
    private final long eachBytes;
    private final List<Path> made = new ArrayList<>();
    private final List<Path> copies = new ArrayList<>();
    private List<Path> files = List.of();

    BigFiles(Site site, Store store, int count, long eachBytes) {
        this.site = site;
        this.store = store;
        this.count = count;
        this.eachBytes = eachBytes;
    }

    @Override
    public void prepare(int round) throws IOException, InterruptedException, ProblemException {
        files = new ArrayList<>();
        Noise noise = new Noise();
        try (Directory directory = Directory.at(site.files().toString())) {
            for (int i = 0; i < count; i++) {
                String name = "big-" + round + "-" + i;
                files.add(site.files().resolve(name));
                try (OpenFile file = directory.open(name, Access.CREATE_NEW, 0644)) {
                    noise.write(file, 0, eachBytes);
                    file.sync();
                }
            }
        }
        made.addAll(files);
    }

    /** {@code hsm VERB OPTIONS} of the files of the round. */
    final Duration timed(String... verb) throws IOException, InterruptedException, ProblemException {
        List<String> arguments = new ArrayList<>(List.of(verb));
        files.forEach(f -> arguments.add(f.toString()));
        return site.timedHsm(arguments.toArray(String[]::new));
    }

    final void archive() throws IOException, InterruptedException, ProblemException {
        timed("archive", "--wait", "--archive", store.id());
    }

    /** A rival's copy of each of these. */
    final Duration copied(List<Path> sources) throws IOException, InterruptedException, ProblemException {
        long began = System.nanoTime();
        if (store == Store.CRC32C) {
            Rivals.copy(site, sources);
        } else {
            Rivals.hash(site, sources);
        }
        for (Path source : sources) {
            copies.add(site.rivals().resolve(source.getFileName()));
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    final List<Path> files() {
        return files;
    }

    final List<Path> objects() throws IOException {
        return site.objects(store);
    }

    @Override
    public void close() throws IOException, InterruptedException, ProblemException {
        files = made;
        timed("remove", "--wait");
        for (Path file : made) {
            Files.delete(file);
        }
        for (Path copy : copies) {
            Files.delete(copy);
        }
    }

    /** Files to objects. */
    static final class Archive extends BigFiles {
        Archive(Site site, Store store, int count, long eachBytes) {
            super(site, store, count, eachBytes);
        }

        @Override
        public Duration ours() throws IOException, InterruptedException, ProblemException {
            long began = System.nanoTime();
            archive();
            return Duration.ofNanos(System.nanoTime() - began);
        }

        @Override
        public Duration rival() throws IOException, InterruptedException, ProblemException {
            return copied(files());
        }
    }

    /** Objects to files. The rival copies the objects, so that both read the same bytes. */
    static final class Restore extends BigFiles {
        private List<Path> objects = List.of();

        Restore(Site site, Store store, int count, long eachBytes) {
            super(site, store, count, eachBytes);
        }

        @Override
        public void prepare(int round) throws IOException, InterruptedException, ProblemException {
            List<Path> before = objects();
            super.prepare(round);
            archive();
            timed("release");
            objects = objects().stream().filter(o -> !before.contains(o)).toList();
        }

        @Override
        public Duration ours() throws IOException, InterruptedException, ProblemException {
            return timed("restore", "--wait");
        }

        @Override
        public Duration rival() throws IOException, InterruptedException, ProblemException {
            return copied(objects);
        }
    }
}
