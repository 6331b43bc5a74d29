// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import coral.core.http.Answer;
import coral.core.http.Api;
import coral.core.http.Content;
import coral.core.http.Operation;
import coral.core.http.Parameter;
import coral.core.http.Role;
import coral.core.internal.node.NodeOwner;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/tokens}: which there are, and how one is ended; they are made by {@code coral token add} alone. */
@Component
public final class TokensApi implements Api {
    private final Tokens tokens;

    /** Made by the component runtime. */
    @Activate
    public TokensApi(@Reference Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public String component() {
        return "tokens";
    }

    @Override
    public String title() {
        return "Who may use HTTP.";
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get(
                                "",
                                "Lists the tokens, without what they are.",
                                Content.slice(TokenView.class),
                                request -> {
                                    NodeOwner.require(request.caller(), "see tokens");
                                    return Answer.of(request.window()
                                            .of(tokens.all().stream().map(TokenView::of), TokenView::name));
                                })
                        .inSlices()
                        .only(Role.ADMIN),
                Operation.delete("/{name}", "Ends a token.", Content.none(), request -> {
                            NodeOwner.require(request.caller(), "revoke tokens");
                            tokens.revoke(request.text("name"), request.isDryRun());
                            return Answer.done();
                        })
                        .with(Parameter.path("name", Parameter.Type.TEXT, "The token's name."))
                        .with(Parameter.DRY_RUN)
                        .only(Role.ADMIN));
    }
}
