// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.coordinator;

import coral.core.lustre.Fid;
import coral.core.posix.Errno;
import coral.core.posix.ErrnoException;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import coral.hsm.model.HsmAction;
import coral.hsm.model.HsmRequest;
import coral.hsm.model.HsmState;
import java.io.IOException;

/** The refusals of this room, each with its code. */
final class Problems {
    private Problems() {}

    static Problem noSuchFile(Fid fid) {
        return Problem.of("CORAL-HSM-110", Errno.ENOENT, "there is no file " + fid);
    }

    static Problem notAllowed(HsmAction action) {
        return new Problem(
                "CORAL-HSM-111",
                Errno.EPERM,
                "only root may ask for " + action + "; others may ask for RESTORE",
                "ask an administrator");
    }

    static Problem notPossible(HsmAction action, Fid fid, HsmState state) {
        return Problem.of("CORAL-HSM-112", Errno.EPERM, action + " of " + fid + " is not possible, it is " + state);
    }

    static Problem busy(HsmRequest live) {
        return new Problem(
                "CORAL-HSM-113",
                Errno.EBUSY,
                live.fid() + " has a request " + live.cookie() + ", " + live.action() + " " + live.status(),
                "wait for it or cancel it");
    }

    static Problem inWork(Fid fid) {
        return new Problem("CORAL-HSM-114", Errno.EBUSY, fid + " is being released or restored", "ask again later");
    }

    static Problem conflict(Fid fid) {
        return new Problem(
                "CORAL-HSM-115",
                Errno.EPERM,
                fid + " was changed while it was released, a restore would overwrite that",
                "as root: 'hsm fs keep FILE' keeps what the file holds now, 'hsm fs discard FILE' gives it up for"
                        + " the archived copy");
    }

    static Problem open(Fid fid) {
        return new Problem(
                "CORAL-HSM-116", Errno.EBUSY, fid + " is open or mapped", "close it everywhere and release again");
    }

    static Problem changed(Fid fid) {
        return new Problem(
                "CORAL-HSM-117",
                Errno.EPERM,
                fid + " is not proven to be what was archived, it is marked dirty",
                "archive it again");
    }

    static Problem notReleasable(Fid fid, HsmState state) {
        return new Problem(
                "CORAL-HSM-118",
                Errno.EPERM,
                fid + " cannot be released, it is " + state,
                "a file is released when it is archived, not dirty, not lost_from_hsm and not never_release");
    }

    static Problem notOwner(Fid fid) {
        return Problem.of("CORAL-HSM-119", Errno.EPERM, "only root and the owner may do this to " + fid);
    }

    static Problem capabilities(Fid fid) {
        return Problem.of(
                "CORAL-HSM-120", Errno.EPERM, fid + " has file capabilities, which a release would take from it");
    }

    static Problem flags(String message) {
        return Problem.of("CORAL-HSM-121", Errno.EPERM, message);
    }

    static Problem illegal(Fid fid, String message) {
        return Problem.of("CORAL-HSM-122", Errno.EINVAL, fid + ": " + message);
    }

    static Problem tooLong(int length, int allowed) {
        return Problem.of("CORAL-HSM-123", Errno.E2BIG, "data of " + length + " bytes, allowed are " + allowed);
    }

    static Problem unchanged(Fid fid) {
        return new Problem(
                "CORAL-HSM-145",
                Errno.EPERM,
                fid + " is released and holds nothing but zeros, which would take the place of its only copy",
                "restore it; if its copy is lost, delete the file");
    }

    static Problem dataNotAllowed() {
        return new Problem(
                "CORAL-HSM-150",
                Errno.EPERM,
                "only root may give data for the mover with a request",
                "ask without data, or ask an administrator");
    }

    static Problem full(String fileSystem) {
        return new Problem(
                "CORAL-HSM-151",
                Errno.EAGAIN,
                "file system " + fileSystem + " has as many live requests, or as much data of theirs, as it can hold",
                "wait until some have ended, or cancel some, and ask again");
    }

    /** What the system refused, as a person reads it. */
    static ProblemException failed(Fid fid, IOException e) {
        if (e instanceof ErrnoException x) {
            return new ProblemException(
                    coral.hsm.local.internal.disk.Volume.isGone(x)
                            ? noSuchFile(fid)
                            : Problem.of("CORAL-HSM-124", x.errno(), fid + ": " + e.getMessage()),
                    e);
        }
        return new ProblemException(Problem.of("CORAL-HSM-124", Errno.EIO, fid + ": " + e.getMessage()), e);
    }
}
