// How a member of the team is said to be.

export const STATUS = { available: "Available", away: "Away", offline: "Offline" };

export function chatsText({ chats, capacity }) {
  return `${chats} of ${capacity} ${capacity === 1 ? "chat" : "chats"}`;
}

export function agentHint(agent) {
  return agent.status === "offline"
    ? STATUS.offline
    : `${STATUS[agent.status]}, ${chatsText(agent)}`;
}
