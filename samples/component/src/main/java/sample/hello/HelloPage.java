// SPDX-License-Identifier: Apache-2.0
package sample.hello;

import coral.core.http.Page;
import org.osgi.service.component.annotations.Component;

/** A page of the web console; its files are in src/main/resources/console. */
@Component
public final class HelloPage implements Page {
    @Override
    public String id() {
        return "hello";
    }

    @Override
    public String title() {
        return "Hello";
    }

    @Override
    public int order() {
        return 900;
    }

    @Override
    public String resources() {
        return "/console";
    }
}
