// One way to the server: the session's cookie, and Django's CSRF token with what changes something.
import axios from "axios";

export const api = axios.create({ xsrfCookieName: "csrftoken", xsrfHeaderName: "X-CSRFToken" });

export type Me = { id: number; name: string; company: string; support: "session" | "token" };
export type Order = { number: number; customer: string; packages: number; delivered: boolean };

export const me = async () => (await api.get<Me>("/api/me/")).data;
export const orders = async () => (await api.get<{ results: Order[] }>("/api/orders/")).data.results;
export const deliver = (number: number) => api.post(`/api/orders/${number}/deliver/`);
export const supportToken = async () => (await api.post<{ token: string }>("/api/support-token/")).data.token;
