package dev.drover.reference.internal.hub;

/**
 * Why a request for VMs cannot be granted.
 *
 * @param code one of {@link dev.drover.ErrorCodes}
 * @param reason for people to read
 */
record Refusal(String code, String reason) {}
