// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.socket;

/**
 * What the socket has served since the node's start.
 *
 * @param accepted connections, also those that were refused then
 * @param refused connections for which there was no room
 * @param open connections now
 */
public record SocketCounts(long accepted, long refused, long open) {}
