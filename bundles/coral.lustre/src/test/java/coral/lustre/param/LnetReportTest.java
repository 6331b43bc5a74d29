// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LnetReportTest {
    private static LnetReport recorded(String file) throws IOException {
        return LnetReport.read(Recorded.slice("capture/04-lnetctl/" + file));
    }

    @Test
    void interfaces_withTheirNumbers() throws IOException {
        LnetReport report = recorded("net-show-v.out");

        assertThat(report.interfaces()).extracting(LnetReport.Interface::nid).containsExactly("0@lo", "10.10.0.1@tcp");
        LnetReport.Interface tcp = report.interfaces().get(1);
        assertThat(tcp.network()).isEqualTo("tcp");
        assertThat(tcp.status()).isEqualTo("up");
        assertThat(tcp.devices()).containsExactly("eth0");
        assertThat(tcp.number("statistics", "send_count")).hasValue(202);
        assertThat(tcp.number("lnd tunables", "tos")).hasValue(-1);
        assertThat(tcp.number("interface", "dev cpt")).hasValue(-1);
        assertThat(tcp.number("statistics", "nothing")).isEmpty();
        assertThat(report.documents().get(0)).containsKey("net");
    }

    @Test
    void peers_withTheirNids() throws IOException {
        LnetReport report = recorded("peer-show-v.out");

        assertThat(report.peers()).hasSize(3);
        assertThat(report.peers().get(0).primaryNid()).isEqualTo("10.10.0.1@tcp");
        assertThat(report.peers().get(0).multiRail()).isTrue();
        assertThat(report.peers().get(2).multiRail()).isFalse();
        LnetReport.PeerNid nid = report.peers().get(1).nids().get(0);
        assertThat(nid.state()).isEqualTo("NA");
        assertThat(nid.number("peer", "available_tx_credits")).hasValue(8);
        assertThat(nid.number("statistics", "get_rtt_avg_nsec")).hasValue(636_571_854);
    }

    @Test
    void statisticsAndSettings_byName() throws IOException {
        assertThat(recorded("stats-show.out").statistics()).containsEntry("recv_length", 240_823_600L);
        assertThat(recorded("global-show.out").settings())
                .containsEntry("lnd_timeout", 49L)
                .hasSize(13);
    }

    @Test
    void failures_haveErrnoAndText() throws IOException {
        assertThat(recorded("err-ping.out").failures())
                .containsExactly(
                        new LnetReport.Failure("manage", -113, "failed to ping 10.10.0.99@tcp: No route to host"));
        assertThat(recorded("err-not-configured.err").failures())
                .containsExactly(new LnetReport.Failure("add", -100, "cannot add LNet NI"));
    }

    @Test
    void routes() throws IOException {
        LnetReport report = LnetReport.read(Slice.of("""
                route:
                    - net: o2ib1
                      gateway: 10.0.0.9@tcp
                      hop: 1
                      priority: 0
                      state: up
                      future: 7
                """));

        assertThat(report.routes().get(0).gateway()).isEqualTo("10.0.0.9@tcp");
        assertThat(report.routes().get(0).hops()).hasValue(1);
        assertThat(report.documents().get(0).toString()).contains("future=7");
    }

    @Test
    void nothing_isNoDocument() throws IOException {
        assertThat(LnetReport.read(Slice.EMPTY).documents()).isEmpty();
    }

    @Test
    void whatIsNoYaml_isRefused() {
        assertThatThrownBy(() -> recorded("err-bad.err"))
                .isInstanceOf(ParamFormatException.class)
                .hasMessageContaining("CORAL-LUSTRE-103");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "- ", "{a: "})
    void endlessNesting_isRefused(String opening) {
        Slice deep = Slice.of(opening.repeat(20_000));

        assertThatThrownBy(() -> LnetReport.read(deep))
                .isInstanceOf(ParamFormatException.class)
                .hasMessageContaining("CORAL-LUSTRE-10");
    }
}
