// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import coral.core.http.ApiRequest;
import coral.core.http.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import java.util.Arrays;

/** A request that tells any servlet, in the servlet API's own words, who asks. */
final class HeldRequest extends HttpServletRequestWrapper {
    /** Attribute with the {@link Token}, for what outlives the request. */
    static final String TOKEN = "coral.core.token";

    private final Tokens.Holder holder;

    HeldRequest(HttpServletRequest request, Tokens.Holder holder) {
        super(request);
        this.holder = holder;
        request.setAttribute(ApiRequest.CALLER, holder.caller());
        request.setAttribute(ApiRequest.ROLE, holder.role());
        request.setAttribute(TOKEN, holder.held());
    }

    @Override
    public String getRemoteUser() {
        return holder.caller().name();
    }

    @Override
    public Principal getUserPrincipal() {
        return this::getRemoteUser;
    }

    @Override
    public boolean isUserInRole(String role) {
        return Arrays.stream(Role.values())
                .anyMatch(one -> one.word().equals(role) && holder.role().covers(one));
    }
}
