// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A connector that opens no port and has no thread: Felix stops a server that has no connector at all. */
final class NoPort extends ServerConnector {
    NoPort(Server server) {
        super(server, 0, 1);
        setHost("127.0.0.1");
    }

    @Override
    protected void doStart() {
        // Nothing is opened.
    }

    @Override
    protected void doStop() {
        // Nothing was opened.
    }
}
