package dev.furikomi.reliable;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.security.interfaces.ECKey;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Elliptic curves by the Amazon Corretto Crypto Provider where its native library loads: ten to fifty times as fast as
 * the JDK's. Only ECDSA signatures, EC key pairs and ECDH change their provider, so TLS records, digests and random
 * numbers stay the JDK's; all code of the process that asks for one of them without naming a provider gets it.
 */
public final class NativeEcdsa {

    private static final Logger LOG = Logger.getLogger(NativeEcdsa.class);
    private static final String NAME = "FurikomiNativeEcdsa";

    private NativeEcdsa() {}

    /** Puts it first in this process; returns the name of the provider that ECDSA is done by from now on. */
    public static synchronized String install() {
        Provider installed = Security.getProvider(NAME);
        if (installed instanceof CurvesOnly) {
            return ((CurvesOnly) installed).source;
        }
        // One of another class loader, which may be closed by now, as after a reload in development.
        Security.removeProvider(NAME);
        try {
            Throwable failure = AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError();
            if (failure == null) {
                CurvesOnly provider = new CurvesOnly(AmazonCorrettoCryptoProvider.INSTANCE);
                Security.insertProviderAt(provider, 1);
                LOG.infof("Elliptic curves are done by %s.", provider.source);
                return provider.source;
            }
            LOG.infof("Elliptic curves are done by the JDK; the native library does not load: %s", failure);
        } catch (LinkageError absent) {
            LOG.infof("Elliptic curves are done by the JDK; there is no native library: %s", absent);
        }
        return "JDK";
    }

    /** Undoes {@link #install}, to measure or to suspect the difference. */
    public static synchronized void remove() {
        Security.removeProvider(NAME);
    }

    /** A provider that has nothing but another one's elliptic curves. */
    private static final class CurvesOnly extends Provider {

        private static final long serialVersionUID = 1;
        private static final List<String> SIGNATURES =
                List.of("SHA256withECDSA", "SHA384withECDSA", "SHA512withECDSA", "NONEwithECDSA");

        private final String source;

        CurvesOnly(Provider corretto) {
            super(NAME, "1", "Elliptic curves of " + corretto.getName());
            this.source = corretto.getName() + " " + corretto.getVersionStr();
            SIGNATURES.forEach(algorithm -> take(corretto.getService("Signature", algorithm)));
            take(corretto.getService("KeyPairGenerator", "EC"));
            take(corretto.getService("KeyAgreement", "ECDH"));
        }

        private void take(Provider.@Nullable Service service) {
            if (service != null) {
                putService(new Delegating(this, service));
            }
        }
    }

    /** A service of the one provider under the name of the other. */
    private static final class Delegating extends Provider.Service {

        private final Provider.Service service;

        Delegating(Provider provider, Provider.Service service) {
            super(provider, service.getType(), service.getAlgorithm(), service.getClassName(), null, null);
            this.service = service;
        }

        @Override
        public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
            return service.newInstance(parameter);
        }

        /** Keys that cannot leave their token are no ECKey with numbers; they stay with their own provider. */
        @Override
        public boolean supportsParameter(Object key) {
            return key instanceof ECKey;
        }
    }
}
