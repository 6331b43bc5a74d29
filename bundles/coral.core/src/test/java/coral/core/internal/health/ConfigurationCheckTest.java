// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.Test;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

class ConfigurationCheckTest {
    private final List<ComponentDescriptionDTO> components = new ArrayList<>();

    @Test
    void check_withoutUnclaimedConfigurations_isWell() {
        assertThat(new ConfigurationCheck("", () -> components).execute().isOk())
                .isTrue();
    }

    @Test
    void check_warnsOfWhatNobodyTakes_untilABundleThatDoesIsThere() {
        ConfigurationCheck check = new ConfigurationCheck("coral.gone,coral.other", () -> components);
        component("coral.other");

        Result result = check.execute();

        assertThat(result.getStatus()).isEqualTo(Result.Status.WARN);
        assertThat(result.toString()).contains("CORAL-CORE-044", "'coral.gone'").doesNotContain("coral.other");
        component("coral.gone");
        assertThat(check.execute().isOk()).isTrue();
    }

    private void component(String pid) {
        ComponentDescriptionDTO component = new ComponentDescriptionDTO();
        component.configurationPid = new String[] {"x", pid};
        components.add(component);
    }
}
