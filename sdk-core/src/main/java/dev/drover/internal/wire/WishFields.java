package dev.drover.internal.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which VM a test case wants, in a message of {@code drover.v1}.
 *
 * @param vmId this one alone
 * @param labels one that has all of these
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WishFields(
    @Nullable String vmId,
    @JsonSetter(contentNulls = Nulls.FAIL) @Nullable Map<String, String> labels) {}
