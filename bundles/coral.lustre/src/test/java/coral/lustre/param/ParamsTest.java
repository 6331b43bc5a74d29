// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import static org.assertj.core.api.Assertions.assertThat;

import coral.core.lustre.Fid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParamsTest {
    private final Params params = new Params();

    private ParamValue parse(String name, String value) {
        return params.parse(Slice.of(name), Slice.of(value));
    }

    @Test
    void statistics_withAndWithoutRanges() {
        ParamValue value = parse("obdfilter.s-OST0000.stats", """
                snapshot_time             1688603042.554414847 secs.nsecs
                write_bytes               25001 samples [bytes] 98304 4194304 104857600000 18446744073709551615
                ping                      3 samples [reqs]
                lock                      7 samples [lock.secs] -1 0 5""");

        assertThat(value)
                .isEqualTo(new ParamValue.Statistics(
                        new Times(Instant.ofEpochSecond(1_688_603_042, 554_414_847), null, null),
                        List.of(
                                new Counter(
                                        "write_bytes",
                                        "bytes",
                                        25_001,
                                        new Counter.Range(98_304, 4_194_304, 104_857_600_000L, -1, true)),
                                new Counter("ping", "reqs", 3, null),
                                new Counter("lock", "lock.secs", 7, new Counter.Range(-1, 0, 5, 0, false))),
                        List.of()));
    }

    @Test
    void statisticsOfOldReleases_countMicroseconds() {
        ParamValue.Statistics value =
                (ParamValue.Statistics) parse("mdt.s.md_stats", "snapshot_time 1358356431.588219 secs.usecs");

        assertThat(value.times().snapshot()).isEqualTo(Instant.ofEpochSecond(1_358_356_431, 588_219_000));
    }

    @Test
    void damagedStatistics_areUnknown() {
        ParamValue value = parse("mdt.s.md_stats", """
                open 3 samples [usecs] 686 164x7 18634 272034926
                open 3 samples [usecs] 686 16407
                open 3samples [usecs]
                open 99999999999999999999 samples [usecs]
                open 3 samples [usecs] 1 2 3 4 5
                open 3 samples [usecs
                snapshot_time 1688603042.55441484x secs.nsecs""");

        assertThat(value.unknown()).hasSize(7);
        assertThat(((ParamValue.Statistics) value).counters()).isEmpty();
        assertThat(((ParamValue.Statistics) value).times()).isEqualTo(Times.NONE);
    }

    @Test
    void numbers_areNumbersOrUnknown() {
        assertThat(parse("osd-zfs.s-OST0000.filesfree", "31456558")).isEqualTo(new ParamValue.Count(31_456_558));
        assertThat(parse("osd-zfs.s-OST0000.filesfree", "3145 6558")).isInstanceOf(ParamValue.Unknown.class);
        assertThat(parse("osd-zfs.s-OST0000.filesfree", "")).isInstanceOf(ParamValue.Unknown.class);
        assertThat(parse("osc.s.checksums", "1")).isEqualTo(new ParamValue.Text(Slice.of("1")));
    }

    @Test
    void extentsByProcess_areTablesOfTheirOwn() {
        ParamValue.Histograms value = (ParamValue.Histograms) parse("llite.s-ff.extents_stats_per_process", """
                snapshot_time:         1463449812.379905 (secs.usecs)
                                               read       |                write
                      extents            calls    % cum%  |          calls    % cum%

                PID: 180590
                   0K -    4K :              1   50   50  |              0    0    0
                   4K -    8K :              1   50  100  |              0    0    0

                PID: 13265
                   1M -    2M :              2   66   66  |              0    0    0""");

        assertThat(value.unknown()).isEmpty();
        assertThat(value.tables()).extracting(Histogram::section).containsExactly("PID: 180590", "PID: 13265");
        assertThat(value.tables().get(0).title()).isEqualTo("extents");
        assertThat(value.tables().get(0).unit()).isEqualTo("calls");
        assertThat(value.tables().get(0).columns()).containsExactly("read", "write");
        assertThat(value.tables().get(1).rows())
                .containsExactly(new Histogram.Row(
                        "1M -    2M", List.of(new Histogram.Cell(2, 66, 66), new Histogram.Cell(0, 0, 0))));
    }

    @Test
    void rpcStats_haveNumbersBetweenTables() throws Exception {
        ParamReader reader = ParamReader.of(Recorded.bytes("capture/03-lctl/params/osc.X.rpc_stats.out"));
        assertThat(reader.next()).isTrue();
        ParamValue.Histograms value = (ParamValue.Histograms) params.read(reader);

        assertThat(value.numbers())
                .contains(new NamedNumber("read RPCs in flight", 0))
                .hasSize(5);
        assertThat(value.tables()).extracting(Histogram::title).startsWith("pages per rpc", "rpcs in flight", "offset");
        assertThat(value.tables().get(0).rows().get(10).cells().get(1)).isEqualTo(new Histogram.Cell(19, 50, 100));
    }

    @Test
    void recovery_ofAllStates() {
        Recovery recovering = (Recovery) parse("mdt.s-MDT0000.recovery_status", """
                status: RECOVERING
                recovery_start: 1620920843
                time_remaining: 119
                connected_clients: 3/7
                req_replay_clients: 1
                lock_repay_clients: 2
                completed_clients: 3
                evicted_clients: 1
                replayed_requests: 5
                queued_requests: 6
                next_transno: 42949672961""");
        Recovery complete = (Recovery) parse("obdfilter.s-OST0000.recovery_status", """
                status: COMPLETE
                recovery_start: 1620410016
                recovery_duration: 150
                completed_clients: 4/8
                replayed_requests: 0
                last_transno: 4294967296
                VBR: ENABLED
                IR: ENABLED""");
        Recovery waiting = (Recovery) parse("mdt.s-MDT0000.recovery_status", """
                status: WAITING
                non-ready MDTs:  0001
                recovery_start: 1620410016
                time_waited: 12""");

        assertThat(recovering.status()).isEqualTo(Recovery.Status.RECOVERING);
        assertThat(recovering.remaining())
                .hasValueSatisfying(left -> assertThat(left).hasSeconds(119));
        assertThat(recovering.clients())
                .containsEntry("connected_clients", new Recovery.Clients(3, 7))
                .containsEntry("completed_clients", new Recovery.Clients(3, -1));
        assertThat(recovering.numbers()).containsEntry("lock_repay_clients", 2L);
        assertThat(recovering.missingClients()).isEmpty();
        assertThat(complete.missingClients()).hasValue(4);
        assertThat(complete.texts()).containsEntry("VBR", "ENABLED");
        assertThat(waiting.status()).isEqualTo(Recovery.Status.WAITING);
        assertThat(waiting.texts()).containsEntry("non-ready MDTs", "0001");
        assertThat(List.of(recovering, complete, waiting))
                .allSatisfy(r -> assertThat(r.unknown()).isEmpty());
        assertThat(((Recovery) parse("mdt.s.recovery_status", "status: INACTIVE")).status())
                .isEqualTo(Recovery.Status.INACTIVE);
        assertThat(parse("mdt.s.recovery_status", "completed_clients: 4/8")).isInstanceOf(ParamValue.Unknown.class);
    }

    @Test
    void hsmActions_andRequests() {
        HsmActions actions = (HsmActions) parse("mdt.s-MDT0001.hsm.actions", """
                lrh=[type=10680000 len=136 idx=1/3] fid=[0x240000402:0x21:0x0] dfid=[0x240000402:0x22:0x0] \
                compound/cookie=0x0/0x6b02d2f4 action=RESTORE archive#=2 flags=0x4 extent=0x0-0xffffffffffffffff \
                gid=0x0 datalen=2 status=WAITING data=[6162]
                lrh=[type=10680000 len=136 idx=1/3] fid=[0x2400g0402:0x21:0x0] dfid=[0x240000402:0x22:0x0]""");
        HsmActions active = (HsmActions) parse("mdt.s-MDT0000.hsm.active_requests", """
                fid=[0x2000013a1:0xa:0x0] dfid=[0x2000013a1:0xa:0x0] compound/cookie=0x0/0x6b02d963 action=ARCHIVE \
                archive#=1 flags=0x0 extent=0x0-0xffffffffffffffff gid=0x0 data=[] canceled=1 uuid=90836f07 done=7""");

        assertThat(actions.unknown()).hasSize(1);
        assertThat(actions.actions())
                .containsExactly(new HsmActions.Action(
                        new Fid(0x240000402L, 0x21, 0),
                        new Fid(0x240000402L, 0x22, 0),
                        0,
                        0x6b02d2f4,
                        "RESTORE",
                        2,
                        4,
                        0,
                        -1,
                        0,
                        "WAITING",
                        Slice.of("6162"),
                        "",
                        0,
                        false));
        assertThat(active.actions().get(0).agent()).isEqualTo("90836f07");
        assertThat(active.actions().get(0).doneBytes()).isEqualTo(7);
        assertThat(active.actions().get(0).canceled()).isTrue();
        assertThat(((HsmActions) parse("mdt.s.hsm.actions", "")).actions()).isEmpty();
    }

    @Test
    void hsmAgents() {
        HsmAgents agents = (HsmAgents) parse("mdt.s.hsm.agents", """
                uuid=90836f07 archive_id=1,2 requests=[current:4 ok:11 errors:1]
                uuid=x archive_id=ANY requests=[current:0 ok:0 errors:0]
                uuid=y archive_id=1, requests=[current:0 ok:0 errors:0]""");

        assertThat(agents.agents())
                .containsExactly(
                        new HsmAgents.Agent("90836f07", List.of(1, 2), 4, 11, 1),
                        new HsmAgents.Agent("x", List.of(), 0, 0, 0));
        assertThat(agents.unknown()).hasSize(1);
    }

    @Test
    void quota_usageAndLimits() {
        QuotaTable usage = (QuotaTable) parse("osd-ldiskfs.s-MDT0000.quota_slave.acct_user", """
                usr_accounting:
                - id:      0
                  usage:   { inodes:          309, kbytes:         2020 }
                - id:      1
                - id:      2
                  usage:   { inodes:            1, kbytes:           1x }""");
        QuotaTable limits = (QuotaTable) parse("qmt.s-QMT0000.dt-0x0.glb-usr", """
                global_pool0_dt_usr
                - id:      500
                  limits:  { hard:            5, soft:            4, granted:            3, time:          604800 }""");

        assertThat(usage.title()).isEqualTo("usr_accounting");
        assertThat(usage.entries()).containsExactly(new QuotaTable.Entry(0, new QuotaTable.Usage(309, 2020), null));
        assertThat(usage.unknown()).hasSize(3);
        assertThat(limits.entries())
                .containsExactly(new QuotaTable.Entry(500, null, new QuotaTable.Limits(5, 4, 3, 604_800)));
    }

    @Test
    void changelogUsers_ofOldAndNewReleases() {
        ChangelogUsers users = (ChangelogUsers) parse("mdd.s-MDT0000.changelog_users", """
                current_index: 289
                ID                            index (idle) mask
                cl1                              10 (546)
                cl4-hsmwatch                      0 (670) mask=MARK,CREAT""");
        ChangelogUsers old = (ChangelogUsers) parse("mdd.s-MDT0000.changelog_users", """
                current index: 8
                ID    index
                cl2   8""");

        assertThat(users.users())
                .containsExactly(
                        new ChangelogUsers.User("cl1", 10, 546, List.of()),
                        new ChangelogUsers.User("cl4-hsmwatch", 0, 670, List.of("MARK", "CREAT")));
        assertThat(old.users()).containsExactly(new ChangelogUsers.User("cl2", 8, -1, List.of()));
    }

    @Test
    void imports_andTheirHistory() throws Exception {
        ParamReader reader = ParamReader.of(Recorded.bytes("capture/10-fail/01-ost1-down-import.out"));
        assertThat(reader.next()).isTrue();
        ImportState state = (ImportState) params.read(reader);
        StateHistory history = (StateHistory) parse("osc.s.state", """
                current_state: DISCONN
                state_history:
                 - [ 1795347207, CONNECTING ]
                 - [ 1795347208, DISCONN ]""");

        assertThat(state.name()).isNotEmpty();
        assertThat(state.target()).endsWith("_UUID");
        assertThat(state.failoverNids()).containsExactly("0@lo");
        assertThat(state.connectFlags()).contains("version");
        assertThat(state.number("connection", "connection_attempts")).isPresent();
        assertThat(state.number("service_estimates", "network")).isPresent();
        assertThat(state.number("rpcs", "nothing")).isEmpty();
        assertThat(history.changes())
                .last()
                .isEqualTo(new StateHistory.Change(Instant.ofEpochSecond(1_795_347_208), "DISCONN"));
    }

    @Test
    void exports_byClient() throws Exception {
        List<Exports> exports = new ArrayList<>();
        ParamReader reader = ParamReader.of(Recorded.bytes("capture/03-lctl/params/mdt.X.exports.X.X.out"));
        while (reader.next()) {
            if (params.read(reader) instanceof Exports found) {
                exports.add(found);
            }
        }

        Exports.Export export = exports.get(0).exports().get(0);
        assertThat(export.target()).startsWith("scratch-MDT000");
        assertThat(export.nid()).contains("@");
        assertThat(export.outline().text("connect_data", "target_version")).isEqualTo("2.17.57.0");
    }

    @Test
    void healthOfHosts() {
        assertThat(parse("health_check", "healthy")).isEqualTo(new Health(true, false, List.of(), List.of()));
        assertThat(parse("health_check", "device s-OST0012 reported unhealthy\nNOT HEALTHY"))
                .isEqualTo(new Health(false, false, List.of("s-OST0012"), List.of()));
        assertThat(parse("health_check", "LBUG")).isEqualTo(new Health(false, true, List.of(), List.of()));
        assertThat(parse("health_check", "heathy")).isInstanceOf(ParamValue.Unknown.class);
        assertThat(parse("health_check", "healthy\nNOT HEALTHY")).isInstanceOf(ParamValue.Unknown.class);
    }

    @Test
    void tbfRules_byQueueAndPartition() {
        TbfRules rules = (TbfRules) parse("ost.OSS.ost_io.nrs_tbf_rule", """
                regular_requests:
                CPT 0:
                slow {192.168.19.[203-210]@tcp} 10, ref 1
                default {*} 10000, ref 0
                high_priority_requests:
                CPT 1:
                jobs jobid={a b}&opcode={ost_read} 5, ref 0
                default {*} 1x, ref 0""");

        assertThat(rules.rules())
                .containsExactly(
                        new TbfRules.Rule("regular_requests", 0, "slow", "{192.168.19.[203-210]@tcp}", 10, 1),
                        new TbfRules.Rule("regular_requests", 0, "default", "{*}", 10_000, 0),
                        new TbfRules.Rule("high_priority_requests", 1, "jobs", "jobid={a b}&opcode={ost_read}", 5, 0));
        assertThat(rules.unknown()).hasSize(1);
    }

    @Test
    void devices_andTargets() throws Exception {
        Devices devices = Devices.read(Recorded.slice("capture/03-lctl/dl.out"));
        Devices withPeers = Devices.read(Recorded.slice("capture/03-lctl/dl-t.out"));
        TargetStates targets =
                (TargetStates) parse("lov.s.target_obd", "0: s-OST0000_UUID ACTIVE\n1: s-OST0001_UUID INACTIVE");

        assertThat(devices.unknown()).isEmpty();
        assertThat(devices.devices().get(1))
                .isEqualTo(new Devices.Device(
                        1, "UP", "osd-ldiskfs", "scratch-MDT0000-osd", "scratch-MDT0000-osd_UUID", 11, ""));
        assertThat(withPeers.unknown()).isEmpty();
        assertThat(withPeers.devices()).extracting(Devices.Device::peerNid).contains("0@lo");
        assertThat(targets.targets())
                .containsExactly(
                        new TargetStates.Target(0, "s-OST0000_UUID", true),
                        new TargetStates.Target(1, "s-OST0001_UUID", false));
    }

    @Test
    void outlines_keepKeysThatComeTwice_andBlocksBelowDashes() {
        Outline outline = ((ParamValue.Outlined) parse("mds.MDS.mdt.nrs_policies", """

                regular_requests:
                  - name: fifo
                    state: started
                  - name: tbf nid
                    state: stopped""")).outline();

        List<Outline.Item> policies =
                outline.at("regular_requests").orElseThrow().items();
        assertThat(policies).extracting(policy -> policy.below().text("name")).containsExactly("fifo", "tbf nid");
        assertThat(policies).extracting(policy -> policy.below().text("state")).containsExactly("started", "stopped");
    }

    @Test
    void census_countsByNameWithoutDigits() {
        parse("llite.s-ff12.site", "a\nb");
        parse("llite.s-ff345.site", "a\nb");
        parse("mdt.s.num_exports", "x");

        assertThat(params.census().unread().keySet()).containsExactly("llite.s-ff#.site", "mdt.s.num_exports");
        assertThat(params.census().unread().values())
                .extracting(Census.Unread::parameters)
                .containsExactly(2L, 1L);
        assertThat(params.census().unreadParameters()).isEqualTo(3);
    }
}
