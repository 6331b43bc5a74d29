// SPDX-License-Identifier: Apache-2.0
package sample.hello;

import coral.core.http.Answer;
import coral.core.http.Api;
import coral.core.http.Content;
import coral.core.http.Operation;
import coral.core.http.Parameter;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** {@code GET /api/v1/hello}: greets. Answers and stands in openapi.json for as long as this bundle is there. */
@Component
public final class HelloApi implements Api {
    /** The answer, written as JSON. */
    record Greeting(String hello) {}

    @Override
    public String component() {
        return "hello";
    }

    @Override
    public String title() {
        return "Greets.";
    }

    @Override
    public List<Operation> operations() {
        return List.of(Operation.get(
                        "",
                        "Greets somebody, else whom the token acts as.",
                        Content.of(Greeting.class),
                        request -> Answer.of(
                                new Greeting(request.find("name").orElse(request.caller().name()))))
                .with(Parameter.query("name", Parameter.Type.TEXT, "Who.")));
    }
}
