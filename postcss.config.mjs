const config = {
  plugins: { "@tailwindcss/postcss": {} },
};

// biome-ignore lint/style/noDefaultExport: Next reads the default export.
export default config;
