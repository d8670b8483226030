package io.faden.routing;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A waiting line. The default one takes what no rule sends elsewhere. */
public record Queue(QueueId id, String name, @JsonProperty("isDefault") boolean isDefault) {}
