// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.ssh;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How hosts are reached. */
@ObjectClassDefinition(name = "Coral SSH to hosts")
@interface SshConfig {
    /** Who to log in as. */
    @AttributeDefinition(name = "User", description = "User to log in as; the node's own if empty")
    String user() default "";

    /** Port of sshd. */
    @AttributeDefinition(name = "Port", description = "Port of sshd", min = "1", max = "65535")
    int port() default 22;

    /** Private keys. */
    @AttributeDefinition(
            name = "Identity files",
            description = "Private keys, absolute paths; if empty id_ed25519, id_ecdsa and id_rsa in ~/.ssh")
    String[] identity_files() default {};

    /** Socket of ssh-agent. */
    @AttributeDefinition(name = "Agent", description = "Socket of ssh-agent; SSH_AUTH_SOCK if empty, none if 'none'")
    String agent_socket() default "";

    /** Where accepted keys are. */
    @AttributeDefinition(
            name = "Known hosts",
            description =
                    "File that accepted host keys are written to; data/coral.core/known_hosts in the home if empty")
    String known_hosts_file() default "";

    /** Host to go through. */
    @AttributeDefinition(name = "Jump host", description = "[user@]host[:port] to go through; none if empty")
    String jump_host() default "";

    /** Hosts at once. */
    @AttributeDefinition(name = "Fan-out", description = "Hosts at once", min = "1", max = "1024")
    int fan_out() default 64;

    /** Time to reach a host. */
    @AttributeDefinition(name = "Connect (s)", description = "Time to reach a host", min = "1", max = "3600")
    int connect_seconds() default 10;

    /** Time of a host. */
    @AttributeDefinition(name = "Host (s)", description = "Time for each host", min = "1", max = "2592000")
    int host_seconds() default 600;

    /** Time of a run. */
    @AttributeDefinition(name = "Overall (s)", description = "Time for all hosts of a run", min = "1", max = "2592000")
    int overall_seconds() default 3600;

    /** Output kept. */
    @AttributeDefinition(
            name = "Output (KiB)",
            description = "Output kept of each host, of stdout and stderr each",
            min = "0",
            max = "262144")
    int output_kib() default 1024;

    /** Connections kept. */
    @AttributeDefinition(
            name = "Kept connections",
            description = "Connections kept open to be used again",
            min = "0",
            max = "4096")
    int kept_connections() default 256;

    /** How long they are kept. */
    @AttributeDefinition(
            name = "Kept for (s)",
            description = "How long a connection is kept without use",
            min = "1",
            max = "86400")
    int kept_seconds() default 300;

    /** Keep-alive. */
    @AttributeDefinition(
            name = "Alive (s)",
            description = "How often a silent host is asked whether it is there; after three times it is given up",
            min = "1",
            max = "3600")
    int alive_seconds() default 15;
}
