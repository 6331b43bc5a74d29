// SPDX-License-Identifier: Apache-2.0
package coral.itests;

import coral.itests.TestNode.Result;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** The bad things that happen to a node in a storm, one after another, each made good again. For one thread. */
final class StormTroubles {
    private static final int MOST_MILLIS = 2500;

    private final StormPlace place;
    private final Random random;
    private final StormLog log;
    private int version = 1;

    StormTroubles(StormPlace place, Random random, StormLog log) {
        this.place = place;
        this.random = random;
        this.log = log;
    }

    /** Waits for a random while, then lets something happen, and makes it good. */
    void next() throws Exception {
        pause();
        switch (random.nextInt(8)) {
            case 0, 1 -> killed();
            case 2 -> homeFull();
            case 3 -> archiveFull();
            case 4 -> markerAway();
            case 5 -> archiveAway();
            case 6 -> clockJumps();
            default -> bundleReplaced();
        }
    }

    private void killed() throws Exception {
        log.add("trouble", "kill -9");
        place.kill();
        start();
    }

    private void homeFull() throws Exception {
        log.add("trouble", "home full");
        place.fill("home");
        try {
            pause();
            if (random.nextBoolean()) {
                log.add("trouble", "kill -9 and start on a full disk");
                place.kill();
                Result result = place.node().run("coral", "start");
                log.add("start", result.toString());
                fitForPeople(result);
            }
        } finally {
            place.free("home");
        }
        // A journal that could not be written stays refused until the node is started again.
        killed();
    }

    private void archiveFull() throws Exception {
        log.add("trouble", "archive full");
        place.fill("archive");
        try {
            pause();
        } finally {
            place.free("archive");
        }
        log.add("trouble", "archive has room");
    }

    private void markerAway() throws Exception {
        log.add("trouble", "marker away");
        place.marker(false);
        try {
            pause();
            maybeKilled();
        } finally {
            place.marker(true);
        }
        log.add("trouble", "marker back");
    }

    private void archiveAway() throws Exception {
        log.add("trouble", "archive unmounted");
        place.unmountArchive();
        try {
            pause();
            maybeKilled();
        } finally {
            place.mountArchive();
        }
        log.add("trouble", "archive mounted");
    }

    private void clockJumps() {
        long seconds = random.nextLong(-86_400, 86_400);
        log.add("trouble", "the clock jumps by " + seconds + " s");
        place.jump(seconds);
    }

    private void bundleReplaced() throws Exception {
        log.add("trouble", "bundle replaced");
        if (random.nextBoolean()) {
            place.withoutBundle();
            pause();
        }
        place.bundle(++version + ".0.0");
    }

    private void maybeKilled() throws Exception {
        if (random.nextBoolean()) {
            killed();
        }
    }

    private void start() throws Exception {
        Result result = place.node().run("coral", "start");
        fitForPeople(result);
        if (result.exit() != 0) {
            throw new AssertionError("the node does not start: " + result);
        }
        log.add("trouble", "started");
    }

    private static void fitForPeople(Result result) {
        if (result.err().contains("\tat ") || result.out().contains("\tat ")) {
            throw new AssertionError("a stack trace: " + result);
        }
    }

    private void pause() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(MOST_MILLIS));
    }
}
