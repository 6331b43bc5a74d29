// SPDX-License-Identifier: Apache-2.0
package coral.probe;

import coral.core.shell.Command;
import coral.core.shell.ErrnoExitCodes;
import coral.core.shell.Invocation;
import org.osgi.service.component.annotations.Component;

/** {@code eprobe}: as {@code probe}, with the exit codes of lfs. */
@Component(property = Command.NAME + "=eprobe")
public final class ErrnoProbeCommand implements Command {
    @Override
    public Object create(Invocation invocation) {
        return new ErrnoProbe(invocation);
    }

    @ErrnoExitCodes
    @picocli.CommandLine.Command(name = "eprobe", description = "As probe, with the exit codes of lfs.")
    private static final class ErrnoProbe extends ProbeCommand.Probe {
        ErrnoProbe(Invocation invocation) {
            super(invocation);
        }
    }
}
