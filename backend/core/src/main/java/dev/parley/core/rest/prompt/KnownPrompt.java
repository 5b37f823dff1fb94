package dev.parley.core.rest.prompt;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** The prompt in the address is looked up before the resource is called. */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@interface KnownPrompt {}
