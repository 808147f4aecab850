package dev.furikomi.reliable;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.security.interfaces.ECKey;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * ECDSA by the Amazon Corretto Crypto Provider where its native library loads: ten to twenty times as fast as the
 * JDK's. Only ECDSA signatures change their provider, so TLS, digests and random numbers stay the JDK's; all code of
 * the process that asks for {@code SHA256withECDSA} or {@code NONEwithECDSA} without naming a provider gets it.
 */
public final class NativeEcdsa {

    private static final Logger LOG = Logger.getLogger(NativeEcdsa.class);
    private static final String NAME = "FurikomiNativeEcdsa";

    private NativeEcdsa() {}

    /** Puts it first in this process; returns the name of the provider that ECDSA is done by from now on. */
    public static synchronized String install() {
        Provider installed = Security.getProvider(NAME);
        if (installed instanceof EcdsaOnly) {
            return ((EcdsaOnly) installed).source;
        }
        // One of another class loader, which may be closed by now, as after a reload in development.
        Security.removeProvider(NAME);
        try {
            Throwable failure = AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError();
            if (failure == null) {
                EcdsaOnly provider = new EcdsaOnly(AmazonCorrettoCryptoProvider.INSTANCE);
                Security.insertProviderAt(provider, 1);
                LOG.infof("ECDSA signatures are done by %s.", provider.source);
                return provider.source;
            }
            LOG.infof("ECDSA signatures are done by the JDK; the native library does not load: %s", failure);
        } catch (LinkageError absent) {
            LOG.infof("ECDSA signatures are done by the JDK; there is no native library: %s", absent);
        }
        return "JDK";
    }

    /** Undoes {@link #install}, to measure or to suspect the difference. */
    public static synchronized void remove() {
        Security.removeProvider(NAME);
    }

    /** A provider that has nothing but another one's ECDSA signatures. */
    private static final class EcdsaOnly extends Provider {

        private static final long serialVersionUID = 1;
        private static final List<String> ALGORITHMS =
                List.of("SHA256withECDSA", "SHA384withECDSA", "SHA512withECDSA", "NONEwithECDSA");

        private final String source;

        EcdsaOnly(Provider corretto) {
            super(NAME, "1", "ECDSA signatures of " + corretto.getName());
            this.source = corretto.getName() + " " + corretto.getVersionStr();
            for (String algorithm : ALGORITHMS) {
                Provider.Service service = corretto.getService("Signature", algorithm);
                if (service != null) {
                    putService(new Delegating(this, service));
                }
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
