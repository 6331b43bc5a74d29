// SPDX-License-Identifier: Apache-2.0
package coral.hsm.filesystem;

import coral.core.caller.Caller;
import coral.core.lustre.Fid;
import coral.core.problem.ProblemException;
import coral.hsm.model.HsmState;
import org.osgi.annotation.versioning.ConsumerType;

/** States of files. Safe for use by many threads. */
@ConsumerType
public interface HsmFiles {
    /**
     * The file's state now. Data that was changed since it was archived shows as DIRTY, also when nobody reported it.
     *
     * @throws ProblemException ENOENT when there is no such file
     */
    HsmState state(Caller caller, Fid fid) throws ProblemException;

    /**
     * Sets and clears flags by Lustre's rules. Durable when it returns; may be repeated.
     *
     * @return the state it has now
     * @throws ProblemException EPERM for flags that the caller may not change, EINVAL when the result would be illegal;
     *     nothing has changed then
     */
    HsmState change(Caller caller, Fid fid, StateChange change) throws ProblemException;

    /**
     * Gives the file's data blocks back to the file system; its size, times, owner and attributes stay. Blocks until
     * durable. Releasing a released file does nothing. An interrupt or crash leaves the file whole or released.
     *
     * @param dryRun only says whether it would be done
     * @return bytes of space given back
     * @throws ProblemException EPERM unless the file is archived and neither dirty, lost nor never_release, or when its
     *     data is not what was archived (it is marked dirty then); EBUSY when somebody has it open or mapped
     */
    long release(Caller caller, Fid fid, boolean dryRun) throws ProblemException;
}
