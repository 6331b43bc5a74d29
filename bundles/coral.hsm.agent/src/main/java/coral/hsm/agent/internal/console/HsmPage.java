// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.console;

import coral.core.http.Page;
import org.osgi.service.component.annotations.Component;

/** HSM in the web console: what is archived, what goes on, what failed. */
@Component
public final class HsmPage implements Page {
    private static final int FIRST = 10;

    @Override
    public String id() {
        return "hsm";
    }

    @Override
    public String title() {
        return "HSM";
    }

    @Override
    public int order() {
        return FIRST;
    }

    @Override
    public String resources() {
        return "/console";
    }
}
