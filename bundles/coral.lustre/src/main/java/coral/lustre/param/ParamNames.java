// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.Map;

/** Which parameter has which form. */
final class ParamNames {
    private static final Map<String, ParamKind> BY_LEAF = new HashMap<>();

    static {
        put(ParamKind.NUMBER, "filestotal filesfree kbytestotal kbytesfree kbytesavail blocksize num_exports");
        put(ParamKind.NUMBER, "tot_dirty tot_granted tot_pending lock_count lock_timeouts lock_unused_count");
        put(ParamKind.NUMBER, "resource_count granted threads_min threads_max threads_started memused memused_max");
        put(ParamKind.NUMBER, "lnet_memused max_rpcs_in_flight max_mod_rpcs_in_flight active max_create_count");
        put(ParamKind.NUMBER, "archive_count restore_count remove_count max_requests loop_period grace_delay");
        put(ParamKind.NUMBER, "active_request_timeout default_archive_id timeout ldlm_timeout at_min at_max");
        put(ParamKind.NUMBER, "create_count prealloc_last_id prealloc_next_id prealloc_reserved prealloc_status");
        put(ParamKind.NUMBER, "lru_size catastrophe expected_clients numobd activeobd");
        put(ParamKind.STATISTICS, "stats md_stats ldlm_stats read_ahead_stats dt_stats reads writes");
        put(ParamKind.HISTOGRAMS, "brw_stats rpc_stats batch_stats extents_stats extents_stats_per_process");
        put(ParamKind.JOBS, "job_stats");
        put(ParamKind.RECOVERY, "recovery_status");
        put(ParamKind.IMPORT, "import");
        put(ParamKind.STATE, "state");
        put(ParamKind.EXPORT, "export");
        put(ParamKind.HSM_ACTIONS, "actions active_requests requests");
        put(ParamKind.HSM_AGENTS, "agents");
        put(ParamKind.QUOTA, "acct_user acct_group acct_project limit_user limit_group limit_project");
        put(ParamKind.QUOTA, "glb-usr glb-grp glb-prj");
        put(ParamKind.CHANGELOG_USERS, "changelog_users");
        put(ParamKind.DEVICES, "devices");
        put(ParamKind.TARGET_STATES, "target_obd");
        put(ParamKind.HEALTH, "health_check");
        put(ParamKind.TBF_RULES, "nrs_tbf_rule");
        put(ParamKind.LINES, "uuid open_files fldb targets connect_flags last_id fmd_count grant_cur grant_dirty");
        put(ParamKind.LINES, "grant_pending qos_exclude_patterns req_history hash_stats hash peers nis routes routers");
        put(ParamKind.LINES, "exports nodemap fileset nids pool_nids");
        put(ParamKind.OUTLINE, "lfsck_layout lfsck_namespace oi_scrub nrs_policies rename_stats io_latency_stats");
        put(ParamKind.OUTLINE, "ir_state max_cached_mb osc_cached_mb mdc_cached_mb unstable_stats statahead_stats");
        put(ParamKind.OUTLINE, "reply_data srpc_info page_pools encrypt_page_pools info checksum_speed timeouts");
        put(ParamKind.OUTLINE, "recovery_reconnect_histogram lfsck_verify_pfid spill_status qos_ost_weights");
        put(ParamKind.OUTLINE, "portal_rotor osc_stats mdc_stats offset_stats");
    }

    /** Directories whose files of these names are something else. */
    private static final Map<String, ParamKind> ELSEWHERE = Map.ofEntries(
            entry("actions", ParamKind.OTHER), entry("requests", ParamKind.OTHER), entry("agents", ParamKind.OTHER));

    private ParamNames() {}

    private static void put(ParamKind kind, String leaves) {
        for (String leaf : leaves.split(" ")) {
            BY_LEAF.put(leaf, kind);
        }
    }

    static ParamKind kind(Slice name, String leaf) {
        ParamKind kind = BY_LEAF.getOrDefault(leaf, ParamKind.OTHER);
        int before = name.length() - leaf.length();
        boolean top = before == 0;
        if (name.startsWith("mgs.MGS.live.")) {
            return ParamKind.OUTLINE;
        }
        if (top && kind == ParamKind.STATISTICS) {
            return ParamKind.OTHER;
        }
        if (ELSEWHERE.containsKey(leaf) && !name.part(0, before).endsWith(".hsm.")) {
            return ELSEWHERE.get(leaf);
        }
        boolean pool = kind == ParamKind.STATE && name.part(0, before).endsWith(".pool.");
        return pool ? ParamKind.OUTLINE : kind;
    }
}
