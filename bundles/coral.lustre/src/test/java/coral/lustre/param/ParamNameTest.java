// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParamNameTest {
    @ParameterizedTest
    @CsvSource({
        "version, '', '', '', '', version",
        "sptlrpc.page_pools, sptlrpc, '', '', '', page_pools",
        "mdt.s-MDT0000.md_stats, mdt, s-MDT0000, '', '', md_stats",
        "mdt.s-MDT0000.hsm.actions, mdt, s-MDT0000, '', hsm, actions",
        "mdt.s-MDT0000.exports.10.0.0.2@tcp.stats, mdt, s-MDT0000, 10.0.0.2@tcp, exports, stats",
        "mdt.s-MDT0000.exports.clear, mdt, s-MDT0000, '', exports, clear",
        "mgc.MGC10.0.0.1@tcp.import, mgc, MGC10.0.0.1@tcp, '', '', import",
        "ldlm.namespaces.MGC10.0.0.1@tcp.pool.stats, ldlm, MGC10.0.0.1@tcp, '', namespaces.pool, stats",
        "ldlm.namespaces.mdt-s-MDT0000_UUID.lock_count, ldlm, mdt-s-MDT0000_UUID, '', namespaces, lock_count",
        "ldlm.services.ldlm_cbd.stats, ldlm, ldlm_cbd, '', services, stats",
        "ldlm.cancel_unused_locks_before_replay, ldlm, '', '', '', cancel_unused_locks_before_replay",
        "ost.OSS.ost_io.stats, ost, OSS, '', ost_io, stats",
        "lod.s-MDT0000-mdtlov.pool.fast.spill_status, lod, s-MDT0000-mdtlov, '', pool.fast, spill_status",
        "qmt.s-QMT0000.dt-0x0.glb-usr, qmt, s-QMT0000, '', dt-0x0, glb-usr",
        "mgs.MGS.live.s, mgs, MGS, '', live, s",
    })
    void names_haveParts(String name, String module, String device, String client, String path, String leaf) {
        assertThat(ParamName.of(Slice.of(name))).isEqualTo(new ParamName(module, device, client, path, leaf));
    }
}
