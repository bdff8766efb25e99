package com.company.gateway;

import io.github.cdk8sgateway.GatewayApp;
import java.nio.file.Path;
import java.util.List;

/** One company, two teams, one gateway: everything in one app. */
public final class Main {
    public static void main(String[] args) {
        Path outdir = Path.of(args.length > 0 ? args[0] : "out");
        GatewayApp app = GatewayApp.Builder.create()
            .outdir(outdir.resolve("manifests").toString())
            .contractsDir(outdir.resolve("contracts").toString())
            .build();

        Operators operators = new Operators(app, Platform.create(app));
        Ecommerce.create(app, List.of(operators.ecommerce));
        Analytics.create(app, List.of(operators.analytics));

        app.synth();
    }
}
